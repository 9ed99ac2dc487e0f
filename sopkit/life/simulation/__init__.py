"""An SOP tried out before it is approved: its paths, how long they take, and where it stalls.

How a case goes through the flow (`course`): every symbol whose turn has come waits in the order of the
table, and the first of them is carried out next. A decision goes one way, by its chances (`chances`); several
targets start branches that run side by side, and branches that meet at a symbol wait for one another there,
since nothing above it is left to do. An arrow back starts its rows again. The case ends when nothing waits.

What is taken as time (`times`): the time of a row, drawn evenly between both ends of a range. The time of a
case is that of its slowest branches one after another (its longest way, as in PERT), the work is the sum over
all executors. Nobody waits for a colleague who is busy elsewhere.

With these rules a case is an absorbing Markov chain over the symbols that wait (Kemeny and Snell, Finite
Markov Chains, 1960, theorem 3.2.4): from the row of the start in N = (I - Q)^-1 follow the expected visits of
each row, and from them the mean of the work (`chain`). `cases` draws the distribution, which has no closed
form.
"""
