"""The pages of the level above: who has filed, and what does it add up to?"""
