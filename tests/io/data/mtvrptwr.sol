Route #1: 1 0 2
Cost: 300
Optimal: True
