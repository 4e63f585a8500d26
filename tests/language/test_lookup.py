"""Words in two languages."""

import pytest

from vrpcore.language import folded, label, label_synonyms, language_of, note, option, option_synonyms


@pytest.mark.parametrize("text", ["customer_id", "Customer ID", " CUSTOMER-ID ", "ｃｕｓｔｏｍｅｒ＿ｉｄ"])
def test_what_does_not_tell_words_apart_is_folded(text):
    assert folded(text) == "customerid"


def test_a_field_is_looked_up_with_its_kind_first():
    assert label("id", "orders", "zh") == "订单编号"
    assert label("id", "township_corners", "zh") == "编号"
    assert note("id", "orders", "zh").startswith("订单的编号")


def test_english_words_and_words_without_translation_stay():
    assert label("service_duration_s", "customers") == "service_duration_s"
    assert label("no_such_field", "customers", "zh") == "no_such_field"
    assert note("service_duration_s", "customers") == ""
    assert option("store") == "store"
    assert option("no_such_option", "zh") == "no_such_option"


def test_units_may_be_left_out():
    words = label_synonyms("service_duration_s", "customers")
    assert {folded("交货时间（秒）"), folded("交货时间"), "servicedurations"} <= words


def test_options_are_understood_in_both_languages():
    assert {"store", folded("门店")} <= option_synonyms("store")
    assert option("store", "zh") == "门店"


@pytest.mark.parametrize(("text", "language"), [("Orders", "en"), ("订单", "zh"), ("x订", "zh"), ("", "en")])
def test_people_are_answered_in_their_language(text, language):
    assert language_of(text) == language
