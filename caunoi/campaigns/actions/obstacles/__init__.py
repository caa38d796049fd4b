"""Obstacles: asked upward from the duty they concern, passed on or answered, once; the answer offered to others alike."""

from caunoi.campaigns.actions.obstacles.answering import answer_obstacle, ask_back, pass_obstacle
from caunoi.campaigns.actions.obstacles.asking import (
    ask_obstacle,
    confirm_solved,
    explain_obstacle,
    reopen_obstacle,
    withdraw_obstacle,
)
from caunoi.campaigns.actions.obstacles.marking import Mark, mark_guidance
from caunoi.campaigns.actions.obstacles.upkeep import move_stranded_obstacles, remind_of_obstacles

__all__ = [
    "Mark",
    "answer_obstacle",
    "ask_back",
    "ask_obstacle",
    "confirm_solved",
    "explain_obstacle",
    "mark_guidance",
    "move_stranded_obstacles",
    "pass_obstacle",
    "remind_of_obstacles",
    "reopen_obstacle",
    "withdraw_obstacle",
]
