from ai_service.providers.local.understanding.rewriting.shorthand import spelt_out


class TestShortSpellings:
    def test_are_written_out(self) -> None:
        assert spelt_out("un article ds les ressources pr qd", "fr") == "un article dans les ressources pour quand"

    def test_get_back_the_apostrophe_that_they_lack(self) -> None:
        assert spelt_out("met moi larticle, dobjectifs", "fr") == "met moi l'article, d'objectifs"

    def test_leave_words_that_only_look_so(self) -> None:
        assert spelt_out("lancement, leader, donner, jouer, délais", "fr") == "lancement, leader, donner, jouer, délais"

    def test_stay_in_quotations_and_addresses(self) -> None:
        kept = "« ds le bâtiment » sur https://ds.example/ds"
        assert spelt_out(kept, "fr") == kept

    def test_are_those_of_the_language(self) -> None:
        assert spelt_out("CIOs n CFOs, pls", "en") == "CIOs and CFOs, please"
