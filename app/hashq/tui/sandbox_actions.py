"""The rows of the table of actions for the sandbox's screens."""

from __future__ import annotations

from hashq.tui.keys import Action


def _time(place: str) -> tuple[Action, ...]:
    """The keys of the clock, the same on every screen that has one."""
    return (
        Action(f"{place}.play", ("space",), "play", "Let time run, or hold it.", "Time"),
        Action(
            f"{place}.next",
            ("]",),
            "jump",
            "On to the next thing worth seeing: a failure, a stop, a shift of traffic.",
            "Time",
        ),
        Action(
            f"{place}.previous",
            ("[",),
            "jump back",
            "Back to the last thing worth seeing.",
            "Time",
            footer=False,
        ),
        Action(f"{place}.forward", ("right",), "step", "One event on.", "Time", footer=False),
        Action(f"{place}.back", ("left",), "step back", "One event back.", "Time", footer=False),
        Action(
            f"{place}.scrub_on",
            (".", "shift+right"),
            "forward",
            "A twentieth of the whole time on.",
            "Time",
            footer=False,
        ),
        Action(
            f"{place}.scrub_back",
            (",", "shift+left"),
            "rewind",
            "A twentieth of the whole time back.",
            "Time",
            footer=False,
        ),
        Action(
            f"{place}.faster",
            ("+", "="),
            "faster",
            "Watch faster, up to 1000 times.",
            "Time",
            footer=place != "sandbox",
        ),
        Action(f"{place}.slower", ("-",), "slower", "Watch slower, down to real time.", "Time", footer=False),
        Action(f"{place}.restart", ("0",), "restart", "Back to the beginning.", "Time", footer=False),
        Action(f"{place}.finish", ("9",), "to the end", "Straight to the end.", "Time", footer=False),
    )


def _choice(place: str) -> tuple[Action, ...]:
    """Who is told about."""
    return (
        Action(
            f"{place}.below",
            ("j",),
            "below",
            "Choose the next instance; so does arrow down.",
            "Choose",
            footer=False,
        ),
        Action(
            f"{place}.above",
            ("k",),
            "above",
            "Choose the instance before; so does arrow up.",
            "Choose",
            footer=False,
        ),
        Action(
            f"{place}.other",
            ("o",),
            "other one",
            "Tell about the next of the deployments side by side; so does tab.",
            "Choose",
            footer=False,
        ),
    )


def _acts(place: str) -> tuple[Action, ...]:
    """What a person can do to a deployment."""
    return (
        Action(
            f"{place}.fail",
            ("f",),
            "fail",
            "The chosen instance fails here and now, or when its turn comes.",
            "Act",
        ),
        Action(f"{place}.alarm", ("a",), "alarm", "Raise the alarm, or clear it.", "Act", footer=False),
        Action(f"{place}.stop", ("x",), "stop", "Ask the deployment to stop.", "Act", footer=False),
        Action(
            f"{place}.stop_back",
            ("X",),
            "roll back",
            "Ask the deployment to stop and to be rolled back.",
            "Act",
            footer=False,
        ),
        Action(
            f"{place}.approve",
            ("y",),
            "approve",
            "Blue/green: let traffic move to the replacements.",
            "Act",
            footer=False,
        ),
        Action(
            f"{place}.reject", ("n",), "reject", "Blue/green: do not let traffic move.", "Act", footer=False
        ),
        Action(
            f"{place}.redeploy",
            ("r",),
            "old revision",
            "Deploy the last successful revision again.",
            "Act",
            footer=False,
        ),
        Action(
            f"{place}.deploy",
            ("v",),
            "new revision",
            "Deploy a new revision; instances that failed go first.",
            "Act",
            footer=False,
        ),
        Action(
            f"{place}.undo",
            ("u",),
            "undo",
            "Take the last act or change back; as often as you like.",
            "Act",
            footer=False,
        ),
    )


_VIEWS = (
    Action(
        "sandbox.detail",
        ("d", "enter"),
        "detail",
        "Look closer: one instance's lifecycle, every event.",
        "View",
    ),
    Action(
        "sandbox.predict", ("p",), "predict", "Say what will happen, watch it, and see why it did.", "View"
    ),
    Action(
        "sandbox.map",
        ("m",),
        "map or lanes",
        "Draw the fleet as a map of cells, or as lanes through time.",
        "View",
        footer=False,
    ),
)
_FORM = (
    Action("sandbox_form.accept", ("enter", "ctrl+r"), "run it", "Run the scenario as it is set.", "Form"),
    Action(
        "sandbox_form.less", ("left",), "less", "The value before, or a smaller number.", "Form", footer=False
    ),
    Action(
        "sandbox_form.more",
        ("right",),
        "change",
        "The next value, or a larger number; digits write a number.",
        "Form",
    ),
    Action(
        "sandbox_form.switch",
        ("space",),
        "switch",
        "Switch what the cursor is on, add one more, open a list, or say otherwise who fails.",
        "Form",
    ),
    Action(
        "sandbox_form.add",
        ("a",),
        "add",
        "One more configuration, or one more failure.",
        "Form",
        footer=False,
    ),
    Action(
        "sandbox_form.remove",
        ("x", "delete"),
        "take out",
        "Take out the configuration, failure, alarm or duration under the cursor.",
        "Form",
    ),
    Action("sandbox_form.below", ("j",), "below", "The next row; so does arrow down.", "Form", footer=False),
    Action("sandbox_form.above", ("k",), "above", "The row before; so does arrow up.", "Form", footer=False),
    Action(
        "sandbox_form.write", ("w",), "as text", "The same as text, where everything can be said.", "Form"
    ),
    Action(
        "sandbox_form.leave",
        ("q", "escape"),
        "back",
        "Go back; what is set is dropped only when you ask twice.",
        "Program",
    ),
)
_CLOSER = (
    Action(
        "sandbox_detail.event_below",
        ("j",),
        "event",
        "Look at the lifecycle event below; so does arrow down.",
        "Look",
    ),
    Action(
        "sandbox_detail.event_above",
        ("k",),
        "event before",
        "Look at the lifecycle event above; so does arrow up.",
        "Look",
        footer=False,
    ),
    Action(
        "sandbox_detail.earlier",
        ("b",),
        "earlier lines",
        "Scroll back in what the event wrote; so does page up.",
        "Look",
        footer=False,
    ),
    Action(
        "sandbox_detail.later",
        ("f",),
        "later lines",
        "Scroll on in what the event wrote; so does page down.",
        "Look",
        footer=False,
    ),
    Action("sandbox_detail.below", ("n",), "instance", "Choose the next instance.", "Choose"),
    Action(
        "sandbox_detail.above",
        ("p",),
        "instance before",
        "Choose the instance before.",
        "Choose",
        footer=False,
    ),
    Action(
        "sandbox_detail.other",
        ("o",),
        "other one",
        "Tell about the next of the deployments side by side; so does tab.",
        "Choose",
        footer=False,
    ),
)
_LEAVE = Action("sandbox.leave", ("q", "escape"), "back", "Go back.", "Program")

SANDBOX_ACTIONS: tuple[Action, ...] = (
    *_time("sandbox"),
    *_choice("sandbox"),
    *_acts("sandbox"),
    *_VIEWS,
    Action(
        "sandbox.configure",
        ("c",),
        "configure",
        "Set it up anew: platform, fleet, configurations, who fails where, rollback, alarm, times, order.",
        "Scenario",
    ),
    Action(
        "sandbox.scenarios",
        ("s",),
        "scenarios",
        "Choose another scenario: shipped, your own, or a file.",
        "Scenario",
    ),
    Action(
        "sandbox.write",
        ("w",),
        "as text",
        "Change the scenario as text, where everything can be said.",
        "Scenario",
        footer=False,
    ),
    Action(
        "sandbox.save",
        ("S",),
        "save",
        "Keep the scenario, with what you did, under a name.",
        "Scenario",
        footer=False,
    ),
    Action(
        "sandbox.appspec",
        ("A",),
        "appspec",
        "Try an AppSpec: see its problems, then its lifecycle on the fleet.",
        "Scenario",
        footer=False,
    ),
    _LEAVE,
    Action(
        "sandbox_picker.choose", ("space",), "open", "Open the chosen scenario; so does enter.", "Scenario"
    ),
    Action("sandbox_picker.path", ("/",), "a file", "Type the path of a scenario file.", "Scenario"),
    Action("sandbox_picker.leave", ("q", "escape"), "back", "Go back to the race.", "Program"),
    *_FORM,
    Action("sandbox_text.accept", ("ctrl+r",), "run it", "Run the scenario as it is written.", "Text"),
    Action("sandbox_text.leave", ("escape",), "back", "Go back and leave the scenario as it was.", "Program"),
    Action("sandbox_appspec.accept", ("ctrl+r",), "run it", "Deploy a revision with this AppSpec.", "Text"),
    Action(
        "sandbox_appspec.open",
        ("ctrl+o",),
        "open a file",
        "Read an AppSpec from a file into the text.",
        "Text",
    ),
    Action("sandbox_appspec.leave", ("escape",), "back", "Go back without deploying it.", "Program"),
    *_time("sandbox_detail"),
    *_CLOSER,
    Action("sandbox_detail.leave", ("q", "escape", "d"), "back", "Go back to the race.", "Program"),
    Action(
        "sandbox_predict.accept",
        ("enter", "space"),
        "watch it",
        "This is what I predict: let it run.",
        "Predict",
    ),
    Action("sandbox_predict.less", ("left",), "other answer", "The answer before.", "Predict", footer=False),
    Action(
        "sandbox_predict.more",
        ("right",),
        "other answer",
        "The next answer; a number can be typed.",
        "Predict",
    ),
    Action(
        "sandbox_predict.below", ("j",), "next question", "The next question; so does arrow down.", "Predict"
    ),
    Action(
        "sandbox_predict.above",
        ("k",),
        "question above",
        "The question before; so does arrow up.",
        "Predict",
        footer=False,
    ),
    Action("sandbox_predict.leave", ("q", "escape"), "back", "Go back without predicting.", "Program"),
    Action(
        "sandbox_verdict.leave", ("q", "escape", "enter", "space"), "back", "Go back to the race.", "Program"
    ),
    Action("sandbox_save.accept", ("ctrl+s",), "save", "Save under this name; so does enter.", "Name"),
    Action("sandbox_save.leave", ("escape",), "back", "Go back without saving.", "Program"),
)
"""Every action of the sandbox's screens."""
