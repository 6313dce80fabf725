"""The rest of the town: invented households in number, for lists that look like a real archive."""

from datetime import date, timedelta

from app.demo.context import Demo
from app.demo.families import Family, Somebody, make
from app.people.rules import Kinship, Sex

HOUSEHOLDS = 60
SURNAMES = (
    "Brambilla", "Colombo", "Fumagalli", "Galbiati", "Motta", "Sala", "Villa", "Riva", "Mauri",
    "Cattaneo", "Crippa", "Origgi", "Tresoldi", "Passoni", "Vergani", "Beretta", "Nava", "Esposito",
    "Russo", "Greco", "Singh", "Popescu", "Haddad", "Benali", "Chen", "Morales", "Hoti",
)  # fmt: skip
WOMEN = (
    "Anna", "Giulia", "Sara", "Chiara", "Elena", "Irene", "Rosa", "Lucia", "Fatima", "Ling",
    "Mirela", "Carmen", "Teresa", "Silvia", "Ilaria", "Zoe", "Nora", "Viola",
)  # fmt: skip
MEN = (
    "Marco", "Luca", "Paolo", "Matteo", "Davide", "Giorgio", "Omar", "Andrei", "Hassan", "Jun",
    "Stefano", "Pietro", "Enea", "Leo", "Ivo", "Dario", "Ettore", "Amir",
)  # fmt: skip
OLDEST, ADULT_SPAN, CHILD_SPAN = date(1938, 1, 1), 22_000, 6_000
WRITERS = ("marta", "luca", "chiara", "giorgio")


def load(demo: Demo) -> None:
    """Register invented households, `DEMO_SIZE` times as many."""
    number = HOUSEHOLDS * demo.size
    demo.tell(f"Altri {number} nuclei inventati")
    for index in range(number):
        make(demo, _household(demo, index))
        if index % 20 == 19:
            demo.tell(f"  {index + 1} di {number}")


def _household(demo: Demo, index: int) -> Family:
    draw = demo.draw
    mother, father = draw.choice(SURNAMES), draw.choice(SURNAMES)
    people = [
        Somebody(
            surname=mother,
            given=draw.choice(WOMEN),
            sex=Sex.FEMALE,
            born=OLDEST + timedelta(days=draw.randrange(ADULT_SPAN)),
            phone=f"000 77{index:05d}",
        )
    ]
    if draw.random() < 0.6:
        people.append(
            Somebody(
                surname=father,
                given=draw.choice(MEN),
                sex=Sex.MALE,
                born=OLDEST + timedelta(days=draw.randrange(ADULT_SPAN)),
                kin=((0, Kinship.SPOUSE),),
            )
        )
    for _ in range(draw.choice((0, 0, 1, 1, 2, 3))):
        kin = tuple((parent, Kinship.PARENT) for parent in range(min(len(people), 2)))
        people.append(_child(demo, father, kin))
    return Family(f"{people[-1].surname}, n. {index + 1}", draw.choice(WRITERS), tuple(people))


def _child(demo: Demo, surname: str, kin: tuple[tuple[int, Kinship], ...]) -> Somebody:
    draw = demo.draw
    girl = draw.random() < 0.5
    return Somebody(
        surname=surname,
        given=draw.choice(WOMEN if girl else MEN),
        sex=Sex.FEMALE if girl else Sex.MALE,
        born=demo.today - timedelta(days=draw.randrange(30, CHILD_SPAN)),
        kin=kin,
    )
