"""Small numbers spelt out in words, both languages."""

_FRENCH = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
NUMBERS = {word: place for counted in (_FRENCH, _ENGLISH) for place, word in enumerate(counted.split(), 1)}
_TENS = "dix vingt trente quarante cinquante soixante", "ten twenty thirty forty fifty sixty"
NUMBERS |= {word: 10 * place for counted in _TENS for place, word in enumerate(counted.split(), 1)}
NUMBERS |= {"une": 1, "a": 1, "cent": 100}
MANY = tuple(word for word, number in NUMBERS.items() if number > 1)
"""Those that are no article too."""
