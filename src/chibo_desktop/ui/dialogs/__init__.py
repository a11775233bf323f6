"""What stands before the pages or over them: first start, the recovery sheet, the password."""
