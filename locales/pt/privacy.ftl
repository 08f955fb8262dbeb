# Privacidade: doentes em fotos, e pedidos privados nos grupos.

ask-shows-patient = { $count ->
    [one] A foto mostra nome ou NID de doente?
   *[other] Alguma foto mostra nome ou NID de doente?
}
pictures-shown = Obrigado. A equipa já vê as imagens.
    { $reference }
pictures-wait = { $count ->
    [one] Por agora a imagem não se mostra: pode ter dados de doentes.
   *[other] Por agora as imagens não se mostram: podem ter dados de doentes.
}
filed-privately = O pedido é privado: só a equipa de apoio o lê.
sent-alone = Está no seu chat privado.

hidden-news = Há novidades deste pedido privado.
    { $reference }
sent-hidden = { $agent } escreveu a quem reportou. O pedido é privado.

choice-shows-patient = Sim, é privado
choice-shows-none = Não
choice-read-alone = Ler em privado
