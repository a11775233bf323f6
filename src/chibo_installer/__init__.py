"""Makes what is given to people: the program folder without Python, the Debian package, the Windows setup, the test bed under Wine; nothing here travels in the program."""
