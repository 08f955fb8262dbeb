# People: invitations, finding, blocking, leaving, one's own data, contacts.

invite-whom = Whom would you like to invite?
ask-facility-of = Which facility is the invitation for? Write its name or code.
facilities-of = For “{ $typed }” I found these. Choose the facility.
no-facility-of = I cannot find “{ $typed }” on the list. Write the name or the code.
not-your-partner =
    Your organisation does not support { $facility }.
    Write the name of another facility.
ask-tier = Which tier will they work in?
ask-partner = Of which organisation? Write its name or code.
invited-reporter = An invitation for somebody who works at { $of }. You can forward this message.
invited-facility = A code for everybody who works at { $of }. You can put it on the wall where only staff pass.
invited-agent = An invitation for a support agent, tier { $tier }. You can forward this message.
invited-focal-point = An invitation for a focal point: { $of }. You can forward this message.
invited-manager = An invitation for a manager. You can forward this message.
second-chat =
    This code ties another chat of yours to this account. Give it to nobody.
    In the other chat, open the link, or write /link and the code.
handed-code = Code: { $code }
handed-once = It works once, until { $until }.
handed-many = It works for several people, until { $until }.
code-of-another =
    This code belongs to somebody else, and this chat is already registered in your name.
    Use it in a chat that is not registered yet.

ask-whom-find-person = Whom are you looking for? Write the name or the telephone.
ask-whom-block = Whom would you like to block? Write the name or the telephone.
ask-whom-unblock = Whom would you like to unblock? Write the name or the telephone.
ask-whom-revoke = Whose role would you like to take away? Write the name or the telephone.
nobody-found = I found nobody with “{ $typed }”.
several-people = I found these people. Choose one.
people-line = { $name } · { $role }
people-role = Role
people-partner = Organisation
people-phone = Telephone
people-reported = Open requests
people-owned = Owned requests
people-blocked = This person is blocked.
people-left = Has left the desk.
people-group = Group
people-notify = Notifications
people-notify-none = only what is meant for you
people-notify-mine = the requests that you follow
people-notify-partner = the requests of your organisation
people-notify-all = all requests
people-notify-digest = one summary a day
people-quiet = No notices
role-of-tier = { $role }, tier { $tier }
sure-block =
    Block { $name }?
    The desk will no longer answer this person. Requests and history stay.
sure-unblock =
    Unblock { $name }?
    The desk will answer this person again.
sure-revoke =
    Take the role of { $name } away?
    They stay as a user. The requests they own become free.
did-block = { $name }: blocked. The history is kept.
did-unblock = { $name }: unblocked.
did-revoke = { $name }: the role was taken away. This person’s old buttons no longer work.
nothing-changed = All right. Nothing has changed.
you-are-blocked = Your account is blocked at this desk. Messages are kept, but nobody answers here. If this is a mistake, talk to the focal point.
owner-gone = { $agent } is no longer on the team. The request is free.
    { $reference }

sure-leave =
    Do you really want to leave? You will get no more messages.
    Your requests are kept. A request that is not sent yet is deleted.
sure-leave-agent =
    Do you really want to leave? You will get no more messages.
    The requests that you own become free for others.
left = You have left. We send you no more messages. To come back, just write here.
back = You are back, { $name }. You get our messages again.

profile-head = Your details:
ask-phone = What is your telephone number?
ask-which-facility = I searched the list for “{ $typed }”. Choose your facility, or “Other” to use this name.
no-phone = That does not look like a telephone number. For example: 84 123 4567.
saved = It is saved.
facility-not-proven =
    To read your colleagues’ requests too, ask the focal point for this facility's code.
    Then write /link and the code.

ask-group = Which group do you belong to?
redirect-start-over = If you chose the wrong group, write “start over”.
ask-field = Please tell us: { $field }.

contacts-head = Who helps at { $facility }
contacts-head-room = How to reach the desk
contacts-no-facility = I do not know yet where you work. Write /profile to say so.
contacts-agents = First support
contacts-focal-points = Focal point
contacts-nobody = nobody is registered
contacts-desk = The desk’s telephone
contacts-emergency = Emergency
contacts-private = To report a problem, write to me in private.
contacts-here = You can also write about the problem here, at any hour.

choice-leave-it = No
    .words = leave it, nothing, cancel
choice-empty = No answer
    .words = none, delete, skip
choice-sure-leave = Yes, leave
    .words = leave, i want to leave
choice-sure-block = Yes, block
    .words = block
choice-sure-unblock = Yes, unblock
    .words = unblock
choice-sure-revoke = Yes, take it away
    .words = take it, revoke
choice-block = Block
    .words = ban
choice-unblock = Unblock
    .words = unban
choice-revoke = Revoke
    .words = take role away
choice-invite-reporter = A user
    .words = user, reporter
choice-invite-facility = A whole facility
    .words = code, poster, everybody
choice-invite-agent = An agent
    .words = agent
choice-invite-focal-point = A focal point
    .words = focal point
choice-invite-manager = A manager
    .words = manager
choice-tier-1 = Tier 1
    .words = first
choice-tier-2 = Tier 2
    .words = second
choice-tier-3 = Tier 3
    .words = third
choice-tier-4 = Tier 4
    .words = fourth
choice-item-name = Name
    .words = my name, change name
choice-item-facility = Facility
    .words = my facility
choice-item-phone = Telephone
    .words = number, phone
choice-item-language = Language
    .words = the language
happened-revoke = Role taken away
happened-leave = Owner left
