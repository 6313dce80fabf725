"""Pairs of invented people of whom it is known whether they are one: Italian names and others.

Each pair is how somebody stands in the archive and how somebody is typed at the desk. Made from a
seed, so that the same thousand is measured by everybody.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """In what the two of a pair differ; of the last six they are two people."""

    ACCENTS = "accents"
    APOSTROPHE = "apostrophe"
    SWAPPED = "name and surname swapped"
    TYPING = "one letter wrong"
    DOUBLED = "letter doubled or not"
    TRANSLITERATED = "transliterated"
    SECOND_SURNAME = "second surname left out"
    MARRIED = "surname of the marriage"
    YEAR_ONLY = "only the year of birth"
    SAME_HOME = "birth written wrong, same home"
    NO_BIRTH = "birth not known"
    TWINS = "twins"
    HOMONYMS = "same name, other birth"
    PARENT = "parent and child, one home"
    SIBLINGS = "siblings, one telephone"
    SAME_DAY = "same name and day, other family"
    NAMESAKES = "same surname and year"


HOW_MANY = {
    Kind.ACCENTS: 60, Kind.APOSTROPHE: 60, Kind.SWAPPED: 60, Kind.TYPING: 90, Kind.DOUBLED: 50,
    Kind.TRANSLITERATED: 110, Kind.SECOND_SURNAME: 50, Kind.MARRIED: 60, Kind.YEAR_ONLY: 50,
    Kind.SAME_HOME: 40, Kind.NO_BIRTH: 20,
    Kind.TWINS: 70, Kind.HOMONYMS: 80, Kind.PARENT: 60, Kind.SIBLINGS: 60, Kind.SAME_DAY: 40,
    Kind.NAMESAKES: 40,
}  # fmt: skip
TWO_PEOPLE = (
    Kind.TWINS, Kind.HOMONYMS, Kind.PARENT, Kind.SIBLINGS, Kind.SAME_DAY, Kind.NAMESAKES,
)  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """One side of a pair."""

    surname: str
    given: str
    born: date | None
    year: int | None = None  # where the day is not known
    other_name: str = ""
    phone: str = ""
    street: str = ""


@dataclass(frozen=True)
class Pair:
    """How she stands in the archive, how she is typed, and whether it is one person."""

    kind: Kind
    known: Somebody
    typed: Somebody

    @staticmethod
    def one_person(kind: Kind) -> bool:
        """Return whether the two of a pair of this kind are one."""
        return kind not in TWO_PEOPLE


_SURNAMES = (
    "Brambilla", "Colombo", "Fumagalli", "Galbiati", "Ferrari", "Bianchi", "Villa", "Sala",
    "Riva", "Motta", "Mauri", "Cattaneo", "Pozzi", "Rossi", "Esposito", "Russo", "Greco",
    "Marino", "Lombardi", "Moretti", "Barbieri", "Rinaldi", "Caruso", "Mariani", "Santoro",
    "Ferrara", "Longo", "Martinelli", "Vitale", "Pellegrini", "Sartirani", "Beretta",
    "Redaelli", "Perego", "Crippa", "Casiraghi", "Viganò", "Zappa", "Teruzzi", "Mandelli",
    "Oggioni", "Passoni", "Meroni", "Tremolada", "Spreafico", "Bonfanti",
)  # fmt: skip
_WOMEN = (
    "Anna", "Giulia", "Chiara", "Elena", "Rosa", "Sara", "Martina", "Francesca", "Giovanna",
    "Lucia", "Paola", "Silvia", "Irene", "Beatrice", "Noemi", "Camilla", "Teresa", "Caterina",
    "Alessia", "Federica", "Valentina", "Ilaria", "Monica", "Daniela",
)  # fmt: skip
_MEN = (
    "Marco", "Luca", "Paolo", "Matteo", "Davide", "Giorgio", "Andrea", "Francesco", "Giuseppe",
    "Antonio", "Roberto", "Stefano", "Simone", "Alessandro", "Lorenzo", "Tommaso", "Giacomo",
    "Pietro", "Riccardo", "Emanuele", "Gabriele", "Filippo", "Enrico",
)  # fmt: skip
_ALIKE = (("Marco", "Mario"), ("Luca", "Lucia"), ("Giulio", "Giulia"), ("Anna", "Arianna"))
_ACCENTED = (
    ("Niccolò", "Niccolo"), ("Nicolò", "Nicolo'"), ("Cantù", "Cantu"), ("Viganò", "Vigano'"),
    ("Danè", "Dane"), ("Zoè", "Zoe"), ("Noemì", "Noemi"), ("Josè", "José"), ("Muñoz", "Munoz"),
    ("Pérez", "Perez"), ("Gonçalves", "Goncalves"), ("Müller", "Muller"), ("Łukasz", "Lukasz"),
    ("Ştefan", "Stefan"), ("Ionuţ", "Ionut"), ("Kovačić", "Kovacic"), ("Salomé", "Salome"),
    ("Traoré", "Traore"), ("Aimé", "Aime"), ("Çela", "Cela"),
)  # fmt: skip
_APOSTROPHES = (
    ("D'Angelo", "Dangelo"), ("D'Amico", "D Amico"), ("De Luca", "Deluca"),
    ("Dell'Orto", "Dellorto"),
    ("D'Agostino", "D’Agostino"), ("Lo Presti", "Lopresti"), ("Di Stefano", "Distefano"),
    ("N'Diaye", "Ndiaye"), ("La Rosa", "Larosa"), ("De' Medici", "De Medici"),
    ("Dall'Ara", "Dall Ara"),
    ("M'Baye", "Mbaye"), ("El Amrani", "El-Amrani"), ("Ben Salah", "Bensalah"),
    ("Dal Pozzo", "Dalpozzo"),
)  # fmt: skip
_GIVEN_SPELLINGS = (
    ("Mohamed", "Muhammad", "Mohammed", "Mohamad"), ("Youssef", "Yusuf", "Yousef", "Jusuf"),
    ("Ahmed", "Ahmad", "Achmed"), ("Hussein", "Husayn", "Houssine", "Hossein"),
    ("Abdelkader", "Abdulkadir", "Abd al-Qadir"), ("Khadija", "Khadidja", "Kadija", "Hadija"),
    ("Aisha", "Aicha", "Ayesha"), ("Zaynab", "Zeinab", "Zineb"), ("Khaled", "Khalid"),
    ("Oleksandr", "Aleksandr", "Alexander"), ("Yuliia", "Julia", "Iuliia", "Yulia"),
    ("Volodymyr", "Vladimir", "Wolodymyr"), ("Serhii", "Sergej", "Serhiy"),
    ("Nataliia", "Natalia", "Natalya"), ("Oksana", "Oxana"), ("Tetiana", "Tatiana", "Tetyana"),
    ("Mykhailo", "Mykhaylo", "Mikhail"), ("Xiaoming", "Xiao Ming"), ("Jianguo", "Jian Guo"),
    ("Fatima", "Fatma", "Fatimah"), ("Gjergj", "Gjergji"), ("Mihai", "Mihaj"),
    ("Jasmina", "Yasmina"), ("Svitlana", "Svetlana"), ("Dmytro", "Dmitro", "Dmitriy"),
)  # fmt: skip
_SURNAME_SPELLINGS = (
    ("Shevchenko", "Ševčenko", "Schewtschenko", "Scevcenko"), ("Hoxha", "Hodža", "Hoxhaj"),
    ("Tkachenko", "Tkačenko", "Tkatschenko"), ("El Amrani", "Elamrani", "Al Amrani"),
    ("Ben Youssef", "Benyoussef", "Ben Yousef"), ("Bouazizi", "Buazizi", "Bouazizy"),
    ("Chowdhury", "Choudhury", "Chaudhry"), ("Hossain", "Hussain", "Hosain"), ("Rahman", "Rehman"),
    ("Mykhailenko", "Mikhailenko", "Michajlenko"), ("Sheikh", "Shaikh", "Cheikh"),
    ("Qureshi", "Kureshi", "Quraishi"), ("Ouattara", "Wattara"), ("Coulibaly", "Kulibali"),
    ("Yakovenko", "Jakovenko", "Iakovenko"), ("Kryvoshei", "Krivoshey"), ("Oyelaran", "Oyelarran"),
    ("Djordjević", "Đorđević"), ("Xhafa", "Dzhafa", "Xhaffa"), ("Bayram", "Bajram"),
)  # fmt: skip
_TWO_SURNAMES = (
    "García López", "Quispe Mamani", "Rodríguez Castillo", "Flores Huamán", "Sánchez Rojas",
    "Torres Vega", "Mendoza Cruz", "Sartirani Diop", "Colombo Traoré", "Chávez Paredes",
)  # fmt: skip
_STREETS = (
    "via Buonarroti", "via Roma", "viale Assunta", "piazza Unità d'Italia", "via Videmari",
    "via Torino", "via Don Sturzo", "via 25 Aprile", "via Cavour", "corso Europa",
)  # fmt: skip
_SHORTER = (("viale ", "V.le "), ("piazza ", "P.za "), ("via ", "Via "), ("corso ", "C.so "))
_NEAR = {"a": "s", "e": "r", "i": "o", "o": "i", "r": "t", "n": "m", "l": "k", "s": "d", "t": "y"}


def labelled_pairs(seed: int = 1) -> list[Pair]:
    """Return the thousand pairs of a seed."""
    random_ = random.Random(seed)
    makers = _Makers(random_)
    return [pair for kind, many in HOW_MANY.items() for pair in makers.pairs(kind, many)]


class _Makers:
    """How the pairs of each kind are made."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        self._phones = 0

    def pairs(self, kind: Kind, many: int) -> Iterator[Pair]:
        make: Callable[[], tuple[Somebody, Somebody]] = getattr(self, f"_{kind.name.lower()}")
        for _ in range(many):
            yield Pair(kind, *make())

    def _accents(self) -> tuple[Somebody, Somebody]:
        written, plain = self._either(self._random.choice(_ACCENTED))
        return self._respelt(written, plain)

    def _apostrophe(self) -> tuple[Somebody, Somebody]:
        written, plain = self._either(self._random.choice(_APOSTROPHES))
        one = replace(self._anybody(), surname=written)
        return one, replace(one, surname=plain)

    def _swapped(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        return one, replace(one, surname=one.given, given=one.surname)

    def _typing(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        return one, self._mistyped(one)

    def _doubled(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        at = self._random.randrange(1, len(one.surname) - 1)
        letter = one.surname[at]
        run = {one.surname[at - 1], one.surname[at + 1]}
        wrong = "" if letter in run else letter * 2  # one of two is lost, or one becomes two
        return one, replace(one, surname=one.surname[:at] + wrong + one.surname[at + 1 :])

    def _transliterated(self) -> tuple[Somebody, Somebody]:
        surnames = self._random.choice(_SURNAME_SPELLINGS)
        givens = self._random.choice(_GIVEN_SPELLINGS)
        which = self._random.randrange(3)  # the surname, the name, or both
        surname, other_surname = self._random.sample(surnames, 2)
        given, other_given = self._random.sample(givens, 2)
        one = replace(self._anybody(), surname=surname, given=given)
        return one, replace(
            one,
            surname=surname if which == 1 else other_surname,
            given=given if which == 0 else other_given,
        )

    def _second_surname(self) -> tuple[Somebody, Somebody]:
        both = self._random.choice(_TWO_SURNAMES)
        one = replace(self._anybody(), surname=both)
        return self._either((one, replace(one, surname=both.split()[0])))

    def _married(self) -> tuple[Somebody, Somebody]:
        """Half of them told the office her other surname; of the others it knows nothing."""
        surname = self._random.choice(self._random.choice(_SURNAME_SPELLINGS))
        given = self._random.choice(self._random.choice(_GIVEN_SPELLINGS))
        husband = self._random.choice(_SURNAMES)
        told = husband if self._random.random() < 0.5 else ""
        one = replace(self._anybody(), surname=surname, given=given, other_name=told)
        return one, replace(one, surname=husband, other_name="")

    def _year_only(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        spelt = self._mistyped(one) if self._random.random() < 0.5 else one
        return self._either((one, _by_year(spelt)))

    def _same_home(self) -> tuple[Somebody, Somebody]:
        one = replace(self._anybody(), street=self._street())
        born = one.born or date(1980, 1, 1)
        month_first = born.day <= 12 and born.day != born.month
        wrong = born.replace(month=born.day, day=born.month) if month_first else _other_day(born)
        spelt = self._mistyped(one) if self._random.random() < 0.5 else one
        return one, replace(spelt, born=wrong, street=self._shorter(one.street))

    def _no_birth(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        return self._either((one, replace(one, born=None)))

    def _twins(self) -> tuple[Somebody, Somebody]:
        """One in five was given a name nearly the other's."""
        alike = self._random.random() < 0.2
        names = self._random.choice(_ALIKE) if alike else _WOMEN + _MEN
        first, second = self._random.sample(names, 2)
        one = replace(self._anybody(), given=first, phone=self._phone(), street=self._street())
        return one, replace(one, given=second)

    def _homonyms(self) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        born = one.born or date(1980, 1, 1)
        days = self._random.choice((40, 100, 1200, 9000))
        return one, replace(one, born=born + timedelta(days=days))

    def _parent(self) -> tuple[Somebody, Somebody]:
        one = replace(self._anybody(), phone=self._phone(), street=self._street())
        born = (one.born or date(1980, 1, 1)) + timedelta(days=self._random.randrange(8000, 14000))
        given = one.given if self._random.random() < 0.4 else self._random.choice(_MEN)
        return one, replace(one, given=given, born=born)

    def _siblings(self) -> tuple[Somebody, Somebody]:
        first, second = self._random.sample(_WOMEN + _MEN, 2)
        one = replace(self._anybody(), given=first, phone=self._phone(), street=self._street())
        born = (one.born or date(1980, 1, 1)) + timedelta(days=self._random.randrange(300, 4000))
        return one, replace(one, given=second, born=born)

    def _same_day(self) -> tuple[Somebody, Somebody]:
        one, other = self._anybody(), self._random.choice(_SURNAMES)
        while other == one.surname:
            other = self._random.choice(_SURNAMES)
        return one, replace(one, surname=other)

    def _namesakes(self) -> tuple[Somebody, Somebody]:
        first, second = self._random.sample(_WOMEN + _MEN, 2)
        one = replace(self._anybody(), given=first)
        return self._either((one, _by_year(replace(one, given=second))))

    def _anybody(self) -> Somebody:
        born = date(1932, 1, 1) + timedelta(days=self._random.randrange(33_000))
        return Somebody(self._random.choice(_SURNAMES), self._random.choice(_WOMEN + _MEN), born)

    def _respelt(self, written: str, plain: str) -> tuple[Somebody, Somebody]:
        one = self._anybody()
        if self._random.random() < 0.5:
            return replace(one, surname=written), replace(one, surname=plain)
        return replace(one, given=written), replace(one, given=plain)

    def _mistyped(self, one: Somebody) -> Somebody:
        if self._random.random() < 0.5:
            return replace(one, surname=self._wrong_letter(one.surname))
        return replace(one, given=self._wrong_letter(one.given))

    def _wrong_letter(self, word: str) -> str:
        """Miss, double, exchange or mistake one letter after the first."""
        at = self._random.randrange(1, len(word) - 1)
        how = self._random.randrange(4)
        if how == 0:
            return word[:at] + word[at + 1 :]
        if how == 1:
            return word[:at] + word[at] + word[at:]
        if how == 2 and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + _NEAR.get(word[at], "a") + word[at + 1 :]

    def _phone(self) -> str:
        self._phones += 1
        return f"0198{self._phones:06d}"

    def _street(self) -> str:
        return f"{self._random.choice(_STREETS)} {self._random.randrange(1, 120)}"

    def _shorter(self, street: str) -> str:
        if self._random.random() < 0.5:
            return street
        for long, short in _SHORTER:
            street = street.replace(long, short)
        return street

    def _either(self, pair: tuple[T, T]) -> tuple[T, T]:
        return pair if self._random.random() < 0.5 else pair[::-1]


def _by_year(one: Somebody) -> Somebody:
    return replace(one, born=None, year=one.born.year if one.born else None)


def _other_day(born: date) -> date:
    """The same year, another day: one figure wrong."""
    day = born.day - 1 if born.day > 1 else 2
    return born.replace(day=day)
