"""The ground every other package stands on; holds no word of the trade and imports nothing of ours."""
