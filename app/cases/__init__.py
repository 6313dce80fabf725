"""The cartella sociale: taking charge, diary, assessment, plan, services asked for, closure.

Each case has a holder and a deputy. What is written stays sealed; every reading leaves a line. A
service is asked for by one person and approved by another; nobody approves her own request.
"""
