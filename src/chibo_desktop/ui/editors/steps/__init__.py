"""The steps of the meeting sheet there are, in the order of the thread; what a step is stands in step.py."""

from __future__ import annotations

from chibo_desktop.ui.editors.steps.cases import CasesStep
from chibo_desktop.ui.editors.steps.content import ContentStep
from chibo_desktop.ui.editors.steps.decisions import DecisionsStep
from chibo_desktop.ui.editors.steps.elections import ElectionsStep
from chibo_desktop.ui.editors.steps.finalise import FinaliseStep
from chibo_desktop.ui.editors.steps.last_month import LastMonthStep
from chibo_desktop.ui.editors.steps.prepare import PrepareStep
from chibo_desktop.ui.editors.steps.proposals import ProposalsStep
from chibo_desktop.ui.editors.steps.read_back import ReadBackStep
from chibo_desktop.ui.editors.steps.roll_call import RollCallStep
from chibo_desktop.ui.editors.steps.score import ScoreStep
from chibo_desktop.ui.editors.steps.send import SendStep
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.editors.steps.votes import VotesStep

STEP_CLASSES: tuple[type[Step], ...] = (
    PrepareStep,
    RollCallStep,
    LastMonthStep,
    ContentStep,
    CasesStep,
    VotesStep,
    ElectionsStep,
    DecisionsStep,
    ProposalsStep,
    ScoreStep,
    ReadBackStep,
    FinaliseStep,
    SendStep,
)
