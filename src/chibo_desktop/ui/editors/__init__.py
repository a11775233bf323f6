"""Editors: the steps of the meeting sheet and what keeps their fields; widgets that know no records are in widgets/."""
