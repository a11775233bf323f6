"""Official papers: forms, blocks, typesetting, reading back; where the facts come from is not known here."""
