# Messages that are more than words: files, places, contacts; and what happens to groups.
received = Received ✓
anonymous-sender = Nobody can see who is writing. Please write under your own name, not as the group.
file-too-large = The file is larger than { $limit } MB and cannot be received. Please send a smaller one, or a screenshot.

nearest = The nearest health facilities. Choose one, or write the name.
nearest-to-report = The nearest health facilities. To report a problem of one of them, choose it.
near = { $name } ({ $district }), { $km } km away
report-at = This request is about the health facility { $name }.
no-map = It is not known where the health facilities are. Please write the name or the code of yours.

behalf-of = This request is on behalf of { $name }.
behalf-of-phone = This request is on behalf of { $name }, phone { $phone }.

hello-group = Hello. This is the support for health information systems. To link this group, write /link and the code that you were given.
room-lost = A group takes no messages any more: { $purpose }. Please link another group with a new code.
room-lost-of = The group of { $partner } takes no messages any more. Please link another group with a new code.

album-sent = { $count ->
    [one] One file sent to the team.
   *[other] { $count } files sent to the team.
}
    { $reference }
album-noted = { $count ->
    [one] Note with one file kept.
   *[other] Note with { $count } files kept.
}
    { $reference }
