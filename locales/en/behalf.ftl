# Filing for somebody who calls, writes or comes.

behalf-came = How did { $name } reach you? If by telephone, write the number.
behalf-phone = What is { $name }'s telephone number?
behalf-count = How many people have this problem? Write the number.
caller-told = { $name } is told in their own chat.
caller-invited = An invitation for { $name }. Send this code, so that they can follow the request:
filed-for = { $by } has filed this request for you. To add something, answer this message.
    { $reference }
marked-came-by = Contact
marked-filed-by = Filed by
marked-people = People with the problem
happened-on-behalf = Caller invited
choice-came-by-phone = Telephone
    .words = phone, by phone, called, call, telefone
choice-came-in-person = In person
    .words = personally, here, em pessoa
choice-came-by-email = Email
    .words = by email, mail, e-mail
choice-no-number = No number
    .words = none, unknown, skip, sem numero
choice-only-one = Only one
    .words = one, one person, just one, so uma
choice-invite-caller = Invite by SMS
    .words = invite, invitation, sms, convidar
