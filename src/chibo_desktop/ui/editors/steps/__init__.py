"""The steps of the meeting sheet there are, in the order of the thread; what a step is stands in step.py."""

from __future__ import annotations

from chibo_desktop.ui.editors.steps.finalise import FinaliseStep
from chibo_desktop.ui.editors.steps.prepare import PrepareStep
from chibo_desktop.ui.editors.steps.read_back import ReadBackStep
from chibo_desktop.ui.editors.steps.roll_call import RollCallStep
from chibo_desktop.ui.editors.steps.step import Step

STEP_CLASSES: tuple[type[Step], ...] = (PrepareStep, RollCallStep, ReadBackStep, FinaliseStep)

from __future__ import annotations

from chibo_desktop.ui.editors.steps.content import ContentStep
from chibo_desktop.ui.editors.steps.decisions import DecisionsStep
from chibo_desktop.ui.editors.steps.finishing import FinishingStep
from chibo_desktop.ui.editors.steps.last_month import LastMonthStep
from chibo_desktop.ui.editors.steps.preparation import PreparationStep
from chibo_desktop.ui.editors.steps.proposals import ProposalsStep
from chibo_desktop.ui.editors.steps.reading import ReadingStep
from chibo_desktop.ui.editors.steps.rollcall import RollCallStep
from chibo_desktop.ui.editors.steps.sending import SendingStep
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.editors.steps.voting import VotingStep

STEP_VIEWS: dict[str, type[Step]] = {
    view.KEY: view
    for view in (
        PreparationStep,
        RollCallStep,
        LastMonthStep,
        ContentStep,
        VotingStep,
        DecisionsStep,
        ProposalsStep,
        ReadingStep,
        FinishingStep,
        SendingStep,
    )
}
