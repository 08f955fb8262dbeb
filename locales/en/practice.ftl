# Practice mode: for trainings. Nothing that is done in it counts.

practice-banner = PRACTICE · this does not count
practice-is-real = This is not practice:
practice-began = Practice mode: nothing that you do counts, and nobody is told. Try whatever you like.
    To leave: /practice
practice-ended = You are not in practice. From now on, everything counts.
practice-is-over = Practice is over, after two hours without a message. What you write now counts.
practice-filed = Practice request kept. Priority: { $priority }. With a real request the team would be told now.
    { $reference }
practice-not-practised = That cannot be practised, because it is real. Nothing has changed. Leave practice first: /practice
choice-end-practice = Leave practice
marked-practice = PRACTICE · does not count
