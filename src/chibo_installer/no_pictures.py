"""Stands in the program folder for Pillow's module of that name, which reportlab asks whether a thing is a picture: nothing is."""


class Image:
    """What nothing is an instance of."""
