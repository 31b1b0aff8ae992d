import typing

import pytest

from vaultkit.workbook import records
from vaultkit.workbook.kinds import KINDS
from vaultkit.workbook.records import Settings, as_record, folded, name_of

RECORDS = {
    "journal": records.Journal,
    "moment": records.Moment,
    "ladder": records.Ladder,
    "exposure": records.Exposure,
    "checkin": records.CheckIn,
    "contribution": records.Contribution,
    "ritual": records.Ritual,
    "goal": records.Goal,
    "settings": records.Settings,
}
FROM_ELSEWHERE = {
    "journal": {"measures"},
    "checkin": {"tasks"},
    "contribution": {"thanks", "topics", "wishes", "time_apart", "went_well"},
}
LISTS = ("texts", "numbers", "dates", "moves", "choices", "boxes")


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_a_record_is_a_property_of_its_kind(kind: str) -> None:
    fields = {field.name: field for field in KINDS[kind].fields}
    of_record = set(RECORDS[kind]._fields) - {"path"} - FROM_ELSEWHERE.get(kind, set())
    assert of_record <= set(fields)
    types = typing.get_type_hints(RECORDS[kind])
    for name in of_record:
        assert (typing.get_origin(types[name]) is tuple) == (fields[name].form in LISTS), name


@pytest.mark.parametrize("kind", RECORDS)
def test_what_a_record_cannot_do_without_is_needed_in_its_note(kind: str) -> None:
    without_default = set(RECORDS[kind]._fields) - set(RECORDS[kind]._field_defaults) - {"path"}
    assert without_default <= {field.name for field in KINDS[kind].fields if field.required}


def test_what_a_record_does_not_know_is_passed_over() -> None:
    assert as_record(Settings, {"hemisphere": "south", "time_zone": "Europe/Berlin"}).hemisphere == "south"


def test_a_note_is_named_without_folder_and_ending() -> None:
    assert name_of("Check-ins/2026-W48.md") == "2026-W48"
    assert name_of("a.b.md") == "a.b"


def test_case_spaces_and_the_form_of_accents_make_no_other_name() -> None:
    assert folded(" MARA\u0308  and Jonas ") == folded("Marä AND jonas")
