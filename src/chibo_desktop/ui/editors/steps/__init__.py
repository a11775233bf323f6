"""The steps of the meeting sheet there are, in the order of the thread; what a step is stands in step.py."""

from __future__ import annotations

from chibo_desktop.ui.editors.steps.finalise import FinaliseStep
from chibo_desktop.ui.editors.steps.prepare import PrepareStep
from chibo_desktop.ui.editors.steps.read_back import ReadBackStep
from chibo_desktop.ui.editors.steps.roll_call import RollCallStep
from chibo_desktop.ui.editors.steps.step import Step

STEP_CLASSES: tuple[type[Step], ...] = (PrepareStep, RollCallStep, ReadBackStep, FinaliseStep)
