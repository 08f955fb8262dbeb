//! Words of everyday speech that are names of places too, or look like them: alone they name none. «O sistema caia» is
//! not Caia, «boa esperança» no facility.

use std::{collections::HashSet, sync::LazyLock};

/// Whether a folded word is one of everyday speech.
#[must_use]
pub fn is_everyday(folded: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| EVERYDAY.split_whitespace().collect());
    folded.len() < 3 || WORDS.contains(folded)
}

/// Whether a folded word is a month's name, so that «25 de Setembro» may be a day.
#[must_use]
pub fn is_month(folded: &str) -> bool {
    MONTHS.contains(&folded)
}

const MONTHS: [&str; 24] = [
    "janeiro",
    "fevereiro",
    "marco",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const EVERYDAY: &str = "
a ao aos as agora ainda ajuda ajudar algum alguma alguem alguns algumas ali alta alto amanha ambos amigo amor andar ano anos ante antes antigo
antiga apenas apoio aqui aquela aquele aquilo area armazem arranca as assim assunto ate atras atraso aula aviso baia baixa baixo banco bairro barra barco
base bem boa boas bom bons branca branco cabo cada cair caia caiam caiu cai caem calma caminho campo cana capela capital cara carga carro casa casas
causa cedo central centro cera certa certo chama chamo chave chaves chega chefe chegou cidade cima cimento cinco claro clinica coco coisa
colega colegas com comeca comecou comercio como computador comunidade conta contra consulta consigo continua copia cor corda corrente cor costa criar cruz cruzeiro
curva da dado dados dai dar das de dedo dei deixa deixou dela dele demora dentro depois desde desta deste deu devagar dez dia dias dificil digitador direita
direito director disco distrito dois dona donde dor dos doze duas duma e ela ele eles em embora energia enfermeira enfermeiro enquanto entao entra entrada entrar entre
enviar equipa era eram erro escola espera esperanca esta estado estao estar estas este estes estou estrada estrela eu expansao extra faca fala falha falta
farmacia fazer fe fecha feira feito ferro ficha fica ficar ficou figueira filha filho fim fixe flor flores fogo fome fonte fora forma forte frente fresca fundo futuro
gente geral gosto grande grandes gravar grupo guarda guerra hoje homem hora horas hospital ida igreja igual ilha imprime imprimir informacao inicio internet ir irma irmao isso isto
ja jardim janela jovem junto junta justo la lado ladrao lago laranja lei lenta lento levar leva liberdade ligar liga linha linhas lista livre livro local
logo loja longe lua lugar luz luta maca machado mae maio mais mal mala manda manga manha mao mapa mar marca marco mas massa mata
mato mau me media medico medo meia meio melhor menos mensagem mercado mes mesa mesma mesmo meta meu mexe militar mil milho mina minas minha missao misto moda modelo modo moeda mola
momento monte monta morro morte mostra muda mudar mude mudou muito mundo mulher na nada nao nas natal negro nem neste ninguem no noite nome norte nos nossa nosso nova novas nove novo
novos numa numero nunca o obra ok olha olho onde ontem ordem os ou ouro outra outras outro outros paciente pagina pai pala palma palmeira palmeiras panda papel para parada parado parar parece parou parte
partida passa passo passou pau paz pe peca pede pedido pedra pedreira pega pena pequena pequeno perto pessoa pessoal pica pilha pior placa plano pode podem poder ponta ponte ponto por porta
porto posto pouca pouco povo pra praca praia prazo preciso primeira primeiro principal problema processo progresso pronto provincia proximo quadro qual quando quanto quarta quase quatro que queda
quem quer quero quinta quinze rede relatorio repor reparar resto rio rios roda roma rosa rota rua ruim rural sabe sai saida saiu sala salina santa santo sao saude se seca seco sede segunda segundo seis
sem semana semanas sempre senha senhora ser serra servico servidor sete sexta sim simples sinal sistema sitio so sob sobre social sol soma sombra sono sorte sou sua sul
tarde tambem tal tanto tem tempo tenho ter terra terceira teste tete tia tinha tio tipo tira toda todas todo todos tomada torre trabalho tras tres triste troca tu tudo ultima um uma uns
unidade unida unido urbana urbano urgente usar uso vai vala vale valor vamos vara vem ver verde vez vezes via vida vila vinte vir vira vista vitoria viva vive volta voltar voltou
about address after again all also and any are at back bad because been before but by can call came center centre clinic close come cannot could data day days did district do does done down each end error even every
fail fast file find fine first fix for form from full get give go good had has have health hello help her here him his home hospital hour how if in into is it its job just keep know last late
later left like line list little local lock log long look lost low made main make man many map may me men message mine month more most move much must my name need net never new next no none not nothing now
of off office often old on once one only open or other our out over own page paper part patient people phone place plan please point post power present press print problem put ran read ready real red report right room
run same save saw say screen see seem send sent server set she show shut side since site slow small so some soon still stock stop such sync system take team tell ten test than that the their them then there
these they thing this time to today too try turn two under until up update us use user very via wait want was way we week well went were what when where which while who why will wifi with work world would wrong year yes yet you your
sisma siglus idart openmrs epts sesp poc dhis dhis2 openlmis tarv nid excel windows word internet servidor impressora computador tablet laptop teclado monitor router modem
ponto atendimento sector seccao laboratorio pediatria maternidade triagem recepcao consultorio enfermaria bloco gabinete tesouraria estatistica
consulta consultas utente utentes doente doentes pacientes medicamento medicamentos receita requisicao stock lote teste vacina vacinas parto
grava aceita abre abrir abriu fechar fechou actualizar atualizar instalar imprimiu desligou desliga ligou apaga apagou aparece apareceu manteve mantem mantive acaba acabou bloqueou bloqueia
trava travou pendurou sincroniza sincronizar mostrar mostrou parado parada lento lenta mesma muda mudaram mande mandem mandou quebrou quebra queimou avariou estragou estragado avariado
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
segunda terca quarta quinta sexta sabado domingo
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_words_are_folded() {
        for word in EVERYDAY.split_whitespace().chain(MONTHS) {
            assert_eq!(fold(word), word);
        }
        assert!(is_everyday("caia") && is_month("setembro"));
        assert!(!is_everyday("ndlavela"));
    }
}
