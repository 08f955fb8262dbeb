# Privacidade: doentes em fotos, e pedidos privados nos grupos.

ask-shows-patient = { $count ->
    [one] A foto mostra nome ou NID de doente?
   *[other] Alguma foto mostra nome ou NID de doente?
}
filed-privately = O pedido é privado: só a equipa de apoio o lê.
sent-alone = Está no seu chat privado.

hidden-news = Há novidades deste pedido privado.
    { $reference }
sent-hidden = { $agent } escreveu a quem reportou. O pedido é privado.

choice-shows-patient = Sim, é privado
    .words = sim, mostra, privado, sim privado, yes private
choice-shows-none = Não
    .words = nao, nao mostra, nenhuma, no
choice-read-alone = Ler em privado
    .words = ler, privado, ver em privado
