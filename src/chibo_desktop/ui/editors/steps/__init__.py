"""The steps of the meeting sheet, one file each; the frame around them is ui/editors/meeting_sheet.py."""
