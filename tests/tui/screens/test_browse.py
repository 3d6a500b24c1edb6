"""Browsing: all cards found while typing, and what is done to them, as a person uses it."""

from __future__ import annotations

import asyncio

from textual.widgets import Input

from hashq.scheduling.model import Rating
from hashq.tui.widgets.card_rows import CardRows


def run(library, steps, **opening) -> None:
    async def use() -> None:
        async with library.open("browse", **opening) as seat:
            await steps(seat)

    asyncio.run(use())


async def rest(seat) -> None:
    """Let the keys rest until everything found is counted and the card is drawn."""
    await seat.rest()


def cards(seat, query=""):
    return seat.app.services.library.cards(query)


def test_the_first_key_from_home_leads_to_all_cards_and_the_slash_to_the_search(library):
    async def use() -> None:
        async with library.open() as seat:
            await seat.press("b")
            assert isinstance(seat.screen.focused, CardRows)
            await seat.press("q", "slash")
            assert isinstance(seat.screen.focused, Input)

    asyncio.run(use())


def test_the_list_and_the_chosen_card(library):
    async def steps(seat):
        await rest(seat)
        await seat.press("down")
        await rest(seat)
        seat.assert_golden("browse_80x24")

    run(library, steps)


def test_a_card_longer_than_its_room_is_shown_from_its_question_on(library):
    async def steps(seat):
        await rest(seat)
        pane = seat.screen.query_one("CardPane")
        assert pane.max_scroll_y > 0
        assert pane.scroll_offset.y == 0

    run(library, steps, size=(120, 24))


def test_what_takes_a_deed_back_is_told_by_the_persons_own_key(library):
    with (library.home / "config.toml").open("a", encoding="utf-8") as settings:
        settings.write('[keys]\n"browse.undo" = "z"\n')

    async def steps(seat):
        await seat.press("at")
        assert seat.messages == ["1 card: suspended. z takes it back."]

    run(library, steps)


def test_what_a_short_card_refers_to_stands_above_the_fold_and_above_the_offer_to_watch(library):
    async def steps(seat):
        await rest(seat)
        await seat.press("down")
        await rest(seat)
        lines = [line.strip() for line in seat.text.splitlines()]
        reference = next(row for row, line in enumerate(lines) if line.startswith("See the hooks"))
        assert "watch it run" in lines[reference + 1]

    run(library, steps)


def test_on_a_wide_screen_the_card_stands_beside_the_list(library):
    async def steps(seat):
        await seat.press("down", "down")
        await rest(seat)
        lines = [line.partition("│") for line in seat.text.splitlines()]
        assert any("In which order" in left and "select?" in right for left, _, right in lines)
        assert "deck         Vault/AWS/CodeDeploy" in seat.text

    run(library, steps, size=(140, 40))


def test_cards_are_found_while_typing_and_enter_leads_to_them(library):
    async def steps(seat):
        await seat.press(*"task")
        await rest(seat)
        assert "1 card " in seat.text
        assert "Traffic between two task sets." in seat.text
        await seat.press("enter", "space")
        assert seat.screen.query_one(CardRows).marked == 1

    run(library, steps, searching=True)


def test_a_query_that_cannot_be_read_is_pointed_at_and_the_list_stays(library):
    async def steps(seat):
        await seat.press(*"is:nwe")
        await rest(seat)
        assert "^^^^^^" in seat.text
        assert "Did you mean is:new?" in seat.text
        assert seat.screen.query_one(CardRows).known > 0

    run(library, steps, searching=True)


def test_a_long_query_is_pointed_at_where_its_wrong_word_shows(library):
    async def steps(seat):
        await seat.press(*"deployment " * 7, *"is:nwe")
        await rest(seat)
        lines = seat.text.splitlines()
        at = next(at for at, line in enumerate(lines) if line.strip() == "^^^^^^")
        query = next(line for line in lines[:at] if "is:nwe" in line)
        assert query.index("is:nwe") == lines[at].index("^")
        await seat.press("home")
        await rest(seat)
        assert "^" not in seat.text
        assert "is:nwe is not known" in seat.text

    run(library, steps, searching=True)


def test_letters_typed_into_the_search_do_nothing_else(library):
    async def steps(seat):
        await seat.press(*"ques")
        assert seat.screen.query_one("#query", Input).value == "ques"
        await seat.press("escape")
        assert isinstance(seat.screen.focused, CardRows)

    run(library, steps, searching=True)


def test_what_is_done_is_done_to_all_marked_cards_and_taken_back_as_one(library):
    async def steps(seat):
        await seat.press("space", "space", "at")
        assert len(cards(seat, "is:suspended")) == 2
        assert "suspended" in seat.text
        await seat.press("u")
        assert cards(seat, "is:suspended") == []
        await seat.press("escape", "minus")
        assert len(cards(seat, "is:buried")) == 1

    run(library, steps)


def test_every_card_found_can_be_marked(library):
    async def steps(seat):
        await seat.press("a", "asterisk")
        assert len(cards(seat, "flag:red")) == len(cards(seat))
        await seat.press("asterisk")
        assert len(cards(seat, "flag:orange")) == len(cards(seat))

    run(library, steps)


def test_a_tag_is_asked_for_given_and_taken_away(library):
    async def steps(seat):
        await seat.press("t", *"exam", "enter")
        assert len(cards(seat, "tag:exam")) == 1
        await seat.press("t", *"-exam", "enter")
        assert cards(seat, "tag:exam") == []
        await seat.press("t", *"kept", "escape")
        assert cards(seat, "tag:kept") == []

    run(library, steps)


def test_only_what_was_done_here_is_taken_back(library):
    async def steps(seat):
        card = cards(seat)[0]
        seat.app.services.study.deeds.set_flag([card.id], 3)
        await seat.press("u")
        assert "Nothing was done here" in seat.messages[-1]
        assert len(cards(seat, "flag:3")) == 1

    run(library, steps)


def test_what_another_window_did_since_is_not_taken_back_here(library):
    async def steps(seat):
        await seat.press("at")
        (suspended,) = cards(seat, "is:suspended")
        other = library.services()
        rated = next(card.id for card in other.library.cards() if card.id != suspended.id)
        other.study.rate_card(rated, Rating.GOOD)
        await seat.press("u")
        assert "Something else was done since" in seat.messages[-1]
        assert len(other.study.reviews_of(rated)) == 1
        other.study.undo_last()
        other.close()
        await seat.press("u")
        assert cards(seat, "is:suspended") == []

    run(library, steps)


def test_the_chosen_card_stays_chosen_when_notes_are_read_again(library):
    async def steps(seat):
        await seat.press("down", "down")
        chosen = seat.screen.query_one(CardRows).card.id
        seat.screen.notes_were_read(seat.app.services.library.import_paths(dry_run=True))
        assert seat.screen.query_one(CardRows).card.id == chosen

    run(library, steps)


def test_a_query_is_not_kept_under_the_name_of_a_deck(library):
    async def steps(seat):
        await seat.press("w", *"vault", "enter")
        assert "A deck is called vault already" in seat.messages[-1]
        assert seat.app.services.settings.queries == {}

    run(library, steps, query="HTTPS")


def test_a_query_kept_under_the_name_of_another_takes_its_place_and_says_so(library):
    async def steps(seat):
        await seat.press("w", *"web", "enter", "slash", *"443", "enter", "w", *"WEB", "enter")
        assert seat.app.services.settings.queries == {"web": "443"}
        assert "in place of HTTPS" in seat.messages[-1]

    run(library, steps, query="HTTPS")


def test_a_known_card_is_made_due_and_begun_anew(library, clock):
    async def steps(seat):
        study = seat.app.services.study
        first = seat.screen.query_one(CardRows).card.id
        study.rate_card(first, Rating.EASY)
        await seat.press("d")
        assert [card.id for card in cards(seat, "prop:due=0")] == [first]
        await seat.press("R")
        assert first in {card.id for card in cards(seat, "is:new")}
        await seat.press("u", "u")
        assert cards(seat, f"id:{first} is:review")

    run(library, steps)


def test_one_card_takes_over_the_text_of_another_and_gives_it_back(library):
    async def steps(seat):
        old, new = cards(seat)[:2]
        await seat.press("space", "l")
        assert seat.app.services.library.card(old.id).question == new.question
        await seat.press("u")
        assert seat.app.services.library.card(old.id).question == old.question

    run(library, steps)


def test_the_list_is_sorted_and_turned_round(library):
    async def steps(seat):
        await rest(seat)
        await seat.press("o", "O")
        await rest(seat)
        assert "by due, backwards" in seat.text

    run(library, steps)


def test_text_of_notes_is_never_markup(library):
    async def steps(seat):
        await seat.press("home")
        await rest(seat)
        assert "[/] with [red]two[/red] tags" in seat.text

    run(library, steps, query="red", size=(120, 40))


def test_an_empty_library_has_nothing_to_act_on(desk):
    async def steps(seat):
        await seat.press("end")
        for key in ("at", "minus", "asterisk", "d", "R", "space", "a", "e", "enter", "i", "L"):
            seat.app.clear_notifications()
            await seat.press(key)
            assert seat.messages == ["There is no card here."], key
        await rest(seat)
        assert "0 cards" in seat.text

    run(desk, steps)


def test_a_query_is_kept_under_a_name_and_studied_like_a_deck(library):
    async def steps(seat):
        await seat.press("w", *"ports", "enter")
        assert seat.app.services.settings.queries == {"ports": "HTTPS"}
        session = seat.app.services.study.start("ports")
        assert session.counts().total == 1

    run(library, steps, query="HTTPS")
