# Mensagens que são mais do que palavras: ficheiros, lugares, contactos; e o que acontece aos grupos.
received = Recebido ✓
anonymous-sender = Não se vê quem escreve. Escreva com o seu nome, e não como grupo.
file-too-large = O ficheiro tem mais de { $limit } MB e não pode ser recebido. Envie um mais pequeno, ou uma captura de ecrã.

nearest = As Unidades Sanitárias mais próximas. Escolha uma, ou escreva o nome.
nearest-to-report = As Unidades Sanitárias mais próximas. Para reportar um problema de uma delas, escolha.
near = { $name } ({ $district }), a { $km } km
report-at = Este pedido é da Unidade Sanitária { $name }.
no-map = Não se sabe onde ficam as Unidades Sanitárias. Escreva o nome ou o código da sua.

behalf-of = Este pedido é em nome de { $name }.
behalf-of-phone = Este pedido é em nome de { $name }, telefone { $phone }.

hello-group = Olá. Este é o apoio aos sistemas de informação de saúde. Para ligar este grupo, escreva /ligar e o código que recebeu.
room-lost = Um grupo já não recebe mensagens: { $purpose }. Ligue outro grupo com um código novo.
room-lost-of = O grupo de { $partner } já não recebe mensagens. Ligue outro grupo com um código novo.

album-sent = { $count ->
    [one] Um ficheiro enviado à equipa.
   *[other] { $count } ficheiros enviados à equipa.
}
    { $reference }
album-noted = { $count ->
    [one] Nota com um ficheiro guardada.
   *[other] Nota com { $count } ficheiros guardada.
}
    { $reference }
