# An announcement's course: who got it, who did not, and what can still be done.

ledger-going = Announcement { $name }: it begins to go out to { $whom }.
ledger-out = Announcement { $name }: sent to { $whom }.
ledger-both = { $groups } and { $people }
ledger-groups = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}
ledger-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
ledger-waiting = Still to be sent: { $count }
ledger-later = Later, at their own hours: { $count }
ledger-replaced = Have the next version already: { $count }
ledger-twice = Perhaps twice: { $count }
ledger-unknown = Not known whether it arrived: { $count }
ledger-stopped = Stopped before it went: { $count }
ledger-blocked = Not reached, the bot was blocked or removed: { $count }
ledger-refused = Not reached, the platform refused it: { $count }
ledger-expired = Not reached, tried for a whole day: { $count }
ledger-told-in-group = Left out, they read it in a group: { $count }
ledger-muted = Left out, they want no announcements: { $count }
ledger-unreachable = Left out, no chat reaches them: { $count }
ledger-failing = { $count ->
    [one] Announcement { $name }: it did not reach { $count } chat.
   *[other] Announcement { $name }: it did not reach { $count } chats.
}
ledger-failing-line = – { $who }
ledger-failing-more = … and { $count } more
ledger-have-it = Groups that got it: { $names }
ledger-next = What can still be done:
ledger-entry = { $place }. { $who }: { $way }
ledger-who = { $name } ({ $place })
ledger-a-group = a group
ledger-way-group = send it to another group of { $partner }
ledger-way-focal = send it to the focal point, { $name }
ledger-way-call = call { $name } ({ $partner })
ledger-way-nobody = nobody to call
ledger-sent-to = Announcement { $name }: sent to { $who } too.
ledger-called = Announcement { $name }: called, { $who }.
ledger-done-already = Announcement { $name }: that was done already.

choice-who-got = Who got it
choice-other-group = Send on { $place }
choice-focal-point = Tell { $place }
choice-was-called = I called { $place }
