"""What is wrong with a field, by pydantic's type of error."""

_NOT_TEXT = ("Un texte est attendu.", "Text is expected.")
_NOT_INTEGER = ("Un nombre entier est attendu.", "A whole number is expected.")
_NOT_BOOLEAN = ("Une valeur vrai ou faux est attendue.", "True or false is expected.")
_NOT_OBJECT = ("Un objet JSON est attendu.", "A JSON object is expected.")
_NOT_LIST = ("Une liste est attendue.", "A list is expected.")
_NOT_UUID = ("Un identifiant UUID est attendu.", "A UUID is expected.")
_NOT_URL = ("Une adresse web http:// ou https:// est attendue.", "A web address, http:// or https://, is expected.")
_NOT_DATE = ("Une date au format ISO 8601 est attendue.", "An ISO 8601 date is expected.")
_NOT_LISTED = ("Valeurs possibles : {expected}.", "Possible values: {expected}.")
_UNKNOWN_KIND = ("Valeurs possibles : {expected_tags}.", "Possible values: {expected_tags}.")

TEXTS: dict[str, tuple[str, str]] = {
    "validation.other": ("Cette valeur n’est pas valide.", "This value is not valid."),
    "validation.missing": ("Ce champ est obligatoire.", "This field is required."),
    "validation.blank": ("Ce champ ne peut pas être vide.", "This field cannot be empty."),
    "validation.extra_forbidden": ("Ce champ n’existe pas.", "There is no such field."),
    "validation.nothing_to_change": ("Indiquez au moins un champ à modifier.", "Give at least one field to change."),
    "validation.message_or_intent": (
        "Envoyez soit un texte (message), soit une action (intent).",
        "Send either a text (message) or an action (intent).",
    ),
    "validation.json_invalid": ("Ce n’est pas du JSON valide.", "This is not valid JSON."),
    "validation.string_type": _NOT_TEXT,
    "validation.string_unicode": (
        "Le texte contient des caractères invalides.",
        "The text contains invalid characters.",
    ),
    "validation.control_character": (
        "Le texte contient des caractères de contrôle.",
        "The text contains control characters.",
    ),
    "validation.plan_size": ("Un plan compte de 6 à 14 lignes.", "A plan has 6 to 14 lines."),
    "validation.message_repeated": (
        "Deux lignes du plan portent le même message.",
        "Two lines of the plan have the same message.",
    ),
    "validation.string_too_short": ("{min_length} caractères au moins.", "At least {min_length} characters."),
    "validation.string_too_long": ("{max_length} caractères au plus.", "At most {max_length} characters."),
    "validation.too_short": ("{min_length} éléments au moins.", "At least {min_length} items."),
    "validation.too_long": ("{max_length} éléments au plus.", "At most {max_length} items."),
    "validation.int_type": _NOT_INTEGER,
    "validation.int_parsing": _NOT_INTEGER,
    "validation.int_parsing_size": _NOT_INTEGER,
    "validation.int_from_float": _NOT_INTEGER,
    "validation.finite_number": _NOT_INTEGER,
    "validation.greater_than_equal": ("{ge} au minimum.", "{ge} at least."),
    "validation.less_than_equal": ("{le} au maximum.", "{le} at most."),
    "validation.bool_type": _NOT_BOOLEAN,
    "validation.bool_parsing": _NOT_BOOLEAN,
    "validation.literal_error": _NOT_LISTED,
    "validation.enum": _NOT_LISTED,
    "validation.union_tag_invalid": _UNKNOWN_KIND,
    "validation.union_tag_not_found": ("Ce champ est obligatoire.", "This field is required."),
    "validation.dict_type": _NOT_OBJECT,
    "validation.model_type": _NOT_OBJECT,
    "validation.model_attributes_type": _NOT_OBJECT,
    "validation.list_type": _NOT_LIST,
    "validation.uuid_type": _NOT_UUID,
    "validation.uuid_parsing": _NOT_UUID,
    "validation.url_type": _NOT_URL,
    "validation.url_parsing": _NOT_URL,
    "validation.url_scheme": _NOT_URL,
    "validation.url_syntax_violation": _NOT_URL,
    "validation.url_too_long": _NOT_URL,
    "validation.datetime_type": _NOT_DATE,
    "validation.datetime_parsing": _NOT_DATE,
    "validation.datetime_from_date_parsing": _NOT_DATE,
    "validation.datetime_object_invalid": _NOT_DATE,
}
