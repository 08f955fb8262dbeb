# Enrolment: language, facility, name.

hello = Hello. This is support for health information systems.
choose-language = Choose a language. / Escolha a língua.
words-kept = Your message is kept. Only the enrolment is missing.
need-code =
    Hello. This is support for health information systems.
    To begin, ask the focal point of your health facility for a code. Then write it here.
ask-facility = Which health facility do you work at? Write its name or code.
facility-named = The message speaks of «{ $typed }». Which is your health facility?
facility-found = For «{ $typed }» I found this. Choose your health facility.
facility-unknown =
    I did not find «{ $typed }» in the list.
    Write it again, or choose «Other» to use this name.
facility-from-page = Health facility: { $name }, from the page where you asked for help. If it is not this one, change it later with /profile.
ask-name = What is your name? Write your first and last name.
name-unreadable = I could not read that name. Write it with letters.
enrolled = You are enrolled. Thank you.
welcome = Hello, { $name }. How can I help?
role-given = Code accepted. Your role: { $role }.
bad-code = This code is wrong or no longer works. Check it with whoever sent it.
which-code = Write the code after the command, like this: /link CODE
slow-down = { $minutes ->
    [one] Too many attempts. Try again in 1 minute.
   *[other] Too many attempts. Try again in { $minutes } minutes.
}
room-linked = This group is linked as { $purpose }.
room-tier = Only requests of tier { $tier } come here.
room-system = Only requests about { $system } come here.
room-watcher = It hears of the requests that { $watcher } follows.
room-topics = For a topic per request: turn on the group's topics, and make me an administrator who may manage them.
purpose-agents = the support team's group
purpose-partner = a partner's group
purpose-managers = a managers' group
purpose-watchers = a watchers' group
purpose-announcements = an announcements group
not-known-here = Please enrol first. Open a private chat with me.
offer-language = Quer continuar em português?
language-set = From now on I answer in English.

role-reporter = user
role-focal-point = focal point
role-agent = support agent
role-manager = manager
role-admin = administrator
