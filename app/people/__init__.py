"""The people of the office's archive: who they are, how to reach them, with whom they live.

Search comes before creation, in every order and under every name a person has carried. Nobody is
refused help because a paper is missing: what is not known is said, and completed later. A possible
double is shown with its why and never merged by itself.
"""
