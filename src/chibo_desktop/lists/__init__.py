"""What a page, a paper or a report shows: queries over the projected tables; nothing is written here."""
