Route #1: 
Route #2: 1 2
Route #3: 
Cost: 1.3
