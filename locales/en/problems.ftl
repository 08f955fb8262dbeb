# Problems that many have: what reporters are offered, and what the team sees.

problem-offer = We know of a problem like this: “{ $summary }”
problem-offers = We know of problems like this:
problem-offers-line = { $place }. “{ $summary }”
problem-is-it = Is it this?
problem-announced = Announcement { $name }: “{ $words }”
problem-is-it-why = Is this why?
problem-answer = { $text }
problem-does-it-help = Does this solve it?
problem-joined = Request { $reference } received. It is part of the problem “{ $summary }”. We will tell you when there is news.
problem-part = Request { $reference }: it is part of the problem “{ $summary }”, which others have too. We will tell you when there is news.
problem-part-unnamed = Request { $reference }: it is part of a problem that others have too. We will tell you when there is news.
problem-fixed = Request { $reference }: the problem “{ $summary }” was marked as resolved. Does it work now?
problem-fixed-unnamed = Request { $reference }: the problem that it is part of was marked as resolved. Does it work now?

problem-alike = { $count } requests seem to tell of the same. Is it a common problem?
problem-alike-head = Similar requests:
problem-alike-line = { $reference } · { $facility } · “{ $words }”
problem-alike-line-only = { $reference } · { $facility }
problem-none = There are no common problems at the moment. To make one of a request: /common and its reference.
problem-list-head = Common problems at the moment:
problem-list-line = { $reference } · { $system } · { $state } · { $reach }
problem-head = Common problem { $reference }
problem-state = State
problem-state-open = being looked into
problem-state-known = known error
problem-state-solved = resolved
problem-reach = Reaches
problem-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
problem-facilities = { $count ->
    [one] { $count } facility
   *[other] { $count } facilities
}
problem-partners = { $count ->
    [one] { $count } partner
   *[other] { $count } partners
}
problem-confirmed = Works again: { $confirmed } of { $all }
problem-symptom = Symptom
problem-cause = Cause
problem-workaround = Workaround
problem-summary-pt = Summary (Portuguese)
problem-summary-en = Summary (English)
problem-draft-pt = To be approved (Portuguese)
problem-draft-en = To be approved (English)
problem-not-offered = Without an approved summary it is not offered to reporters.
problem-not-presentable = A summary has up to 100 letters, and no name, NID or telephone number. Only what is written can be approved.
problem-ask-symptom = What is seen? Only the team reads it.
    { $reference }
problem-ask-cause = What is the cause? Only the team reads it.
    { $reference }
problem-ask-workaround = What helps until it is resolved? Only the team reads it.
    { $reference }
problem-ask-summary-pt = Write the summary in Portuguese, in one sentence. Others will read it: no names, no NID.
    { $reference }
problem-ask-summary-en = Write the summary in English, in one sentence. Others will read it: no names, no NID.
    { $reference }

marked-common = Common problem
marked-of-problem = Of the common problem

choice-join = This affects me too
choice-join-one = Me too: { $place }
choice-because = This is why
choice-because-one = This one: { $place }
choice-helped = That solved it
choice-not-helped = It did not help
choice-not-known = It is not this
choice-gather = A common problem
choice-add-to = Add { $reference }
choice-summary-pt = Portuguese summary
choice-summary-en = English summary
choice-approve-pt = Approve Portuguese
choice-approve-en = Approve English
choice-known-error = Known error
choice-still-open = Still looking

help-common = /common { $example } { $other }: makes a common problem of the first and adds the second to it
help-problem = /problem { $example } summary Text: what others read (also symptom, cause, workaround, approve, known, open, solved)
happened-common = Common problem
happened-problem = Common problem described
happened-impact = Impact
