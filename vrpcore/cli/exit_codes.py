"""What the exit status of every command means."""

OK = 0
"""Done; the plan, if there is one, keeps every rule."""
INFEASIBLE = 1
"""Done, but the plan breaks a rule or leaves required orders unserved."""
BAD_INPUT = 2
"""Wrong arguments, a file that cannot be read or written, or a problem or plan with faults."""
NO_SOLVER = 3
"""The solver is unknown, cannot run here, or does not honour what the problem asks for."""
INTERRUPTED = 130
"""Stopped by a second Ctrl-C; after the first, the best plan is written and the status is as above."""

EPILOG = """exit status:
  0    done; the plan keeps every rule
  1    done, but the plan breaks a rule or leaves required orders unserved
  2    wrong arguments, a file that cannot be read or written, or faults in the input
  3    solver unknown, unavailable, or not made for this problem
  130  interrupted twice"""
