"""Letters out: what the office writes to a body or to a family, and the register of what left.

Nobody chooses what kind of letter it is: the recipient does. A school is told that its report was
received, and nothing else; a court and another Comune are told the facts; who asked for help at the
counter, where her practice stands, and only what is true of it. Where somebody is kept secret, the
letter never says it unless a person lifts that, saying why. The program sends nothing: it makes the
paper, and writes down by which way it left.
"""
