"""The rest of the town: invented households in number, for lists that look like a real archive."""

from datetime import date, timedelta

from app.demo.context import Demo, Neighbour
from app.demo.families import Family, Somebody, make
from app.people.rules import Kinship, Sex

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
# Without children two households of three are of elderly people; parents were born later.
ELDERLY, ADULTS, PARENTS = ((1933, 1960), (1962, 2001), (1974, 1999))
CHILDREN = (0, 0, 0, 1, 1, 2, 3)
CHILD_SPAN = 6_000  # days
WRITERS = ("marta", "luca", "chiara", "giorgio")


def load(demo: Demo) -> None:
    """Register invented households, `DEMO_SIZE` times as many."""
    number = demo.volumes.households * demo.size
    demo.tell(f"Altri {number} nuclei inventati")
    for index in range(number):
        family = _household(demo, index)
        made = make(demo, family)
        demo.town.append(
            [
                Neighbour(person_id, somebody.born)
                for somebody, person_id in zip(family.people, made, strict=True)
                if somebody.born is not None
            ]
        )
        if index % 20 == 19:
            demo.tell(f"  {index + 1} di {number}")


def _household(demo: Demo, index: int) -> Family:
    draw = demo.draw
    children = draw.choice(CHILDREN)
    years = PARENTS if children else draw.choice((ELDERLY, ELDERLY, ADULTS))
    mother, father = draw.choice(SURNAMES), draw.choice(SURNAMES)
    people = [
        Somebody(
            surname=mother,
            given=draw.choice(WOMEN),
            sex=Sex.FEMALE,
            born=_born(demo, years),
            phone=f"000 77{index:05d}",
        )
    ]
    if draw.random() < 0.6:
        people.append(
            Somebody(
                surname=father,
                given=draw.choice(MEN),
                sex=Sex.MALE,
                born=_born(demo, years),
                kin=((0, Kinship.SPOUSE),),
            )
        )
    for _ in range(children):
        kin = tuple((parent, Kinship.PARENT) for parent in range(min(len(people), 2)))
        people.append(_child(demo, father, kin))
    return Family(f"{people[-1].surname}, n. {index + 1}", draw.choice(WRITERS), tuple(people))


def _born(demo: Demo, years: tuple[int, int]) -> date:
    return date(demo.draw.randint(*years), 1, 1) + timedelta(days=demo.draw.randrange(365))


def _child(demo: Demo, surname: str, kin: tuple[tuple[int, Kinship], ...]) -> Somebody:
    draw = demo.draw
    girl = draw.random() < 0.5
    return Somebody(
        surname=surname,
        given=draw.choice(WOMEN if girl else MEN),
        sex=Sex.FEMALE if girl else Sex.MALE,
        born=demo.today - timedelta(days=draw.randrange(800, CHILD_SPAN)),
        kin=kin,
    )
