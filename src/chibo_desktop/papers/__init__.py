"""Official papers: forms, blocks, typesetting, reading back; only the values modules know the stored facts."""
