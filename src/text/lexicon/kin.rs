//! Words of one meaning, for comparing what people tell: synonyms, Portuguese and English for the same, and how much a
//! word tells at all. All are folded and in full; they are compared by their stems.

/// Words of the same meaning, one group a line; a group's first word stands for it.
pub const KIN: &str = "
senha password palavra-passe palavra-chave credenciais passwords credentials pin
entrar aceder acesso login logon signin autenticar iniciar-sessao access enter log-in sign-in
sincronizar sync sinc sincronizacao synchronise synchronize
imprimir impressao print printing imprime
impressora printer impressoras
etiqueta rotulo label etiquetas labels
relatorio relatorios report reports reporte
rede network internet net =ligacao =ligacoes conexao conectividade connection connectivity wifi wi-fi dados-moveis
servidor server
lento lentidao devagar demora demorado slow sluggish lag arrasta
parado parou caiu caido cair cai =caem down travado travou pendurou pendurado congelado bloqueou freeze frozen hang hung crash crashes crashed stuck stopped
encravar encravado encravada encravou mastigar mastigou preso presa jam jammed emperrado atolado
paciente doente utente pacientes doentes utentes patient patients
duplicado duplicar repetido repetida dobrar dobro duplicate duplicated duplicates duas-vezes
apagar eliminar remover retirar desactivar desativar delete remove removed deleted deactivate disable
guardar gravar salvar save saved saving grava
abrir abre open opens opening iniciar start starts inicia
ligar liga liguei ligado acender acende arrancar arranca arrancou =boot =boots turn-on power-on turns-on
desligar desliga desligado desligou shutdown turn-off apaga-se
reiniciar reinicia reiniciou restart restarts reboot reboots
fechar encerrar close closes closed fecha
enviar mandar submeter send sent submit submitted enviado chegar receber arrive arriving receive received reach reaching chega recebe
ficheiro arquivo file files
computador portatil laptop =pc =pcs computer computers notebook desktop
telemovel celular telefone phone mobile cellphone
tablet tablets
ecra tela monitor screen display vidro
resultado resultados result results
carga-viral viral-load =cv =vl pvls
amostra sample amostras samples colheita
laboratorio lab laboratory
medicamento remedio farmaco medicine drug medication medicamentos medicines drugs produto produtos product products =arv =arvs antirretroviral antirretrovirais tld dolutegravir
farmacia pharmacy
stock existencia inventario inventory estoque contagem quantidade quantity stocktake
requisicao requisicoes requisition
deposito armazem warehouse
corrente energia electricidade eletricidade luz power electricity
corte queda apagao outage cut
copia-de-seguranca backup backups copia-seguranca copia copias
disco armazenamento disk storage drive
espaco space
cheio full
actualizar update upgrade atualizar versao updated upgraded updating version
instalar install instalacao installation setup instalado
reinstalar formatar formatado formatou repor reposto restaurar restore reset format
base-de-dados database banco-de-dados
consulta visita visit appointment encounter consultas appointments visits seguimento follow-up
data date dia day
hora hour time horas relogio clock
lembrete reminder lembretes reminders
mensagem message sms mensagens messages
ficha formulario form fichas formularios forms processo processos
lista list listas lists
vazio branco zero blank empty vazia em-branco =0
expirar vencer expired expire vencido vencida validade expiry expirou prazo caducado
lote batch lotes batches
exportar export extrair baixar descarregar download downloads
importar import upload uploads uploaded =carregamento
erro error falha fail failed failing failure falhar erros errors
perder perdido desaparecer sumir sumiu =falta =faltam =faltar =faltava lost missing disappear disappeared desaparecem perdidos desapareceu
encontrar encontro encontra encontrado procurar procuro pesquisar pesquisa busca buscar localizar find found search lookup
errado errada incorrecto incorreto trocado wrong incorrect trocadas trocados
corrigir editar alterar modificar emendar correct edit amend corrigem
introduzir introducao inserir digitar digito lancar lancado lancados preencher preencho =meter =meto =metemos =meti =mete typing =type input
transferir transferido transfer transferred transferida
abandono abandonar defaulter defaulters =faltoso =faltosos =faltosa ltfu lost-to-follow-up
grafico chart graph
fotografia foto imagem photo picture image
anexo anexar attachment attach
conta account utilizador user usuario utilizadores users
funcionario digitador digitadora digitadores colaborador staff clerk clerks employee enfermeira enfermeiro nurse
permissao permissoes permission permissions perfil role privilegio
sessao session logout log-out
formacao treino capacitacao training course
certificado certificate ssl https
navegador browser chrome firefox edge
painel dashboard
painel-solar solar-panel solar paineis-solares
trimestre trimestral quarter quarterly
mes mensal month monthly
idioma lingua language
ingles english
portugues portuguese
registar registo inscrever register registration registering registado registei
juntar fundir fusao merge merging unir
codigo-de-barras barcode codigo-barras barcodes barras
leitor scanner reader
ler leitura lido lida lidos read reading =le =leem
impressao-digital impressoes-digitais fingerprint fingerprints dedo dedos =digitais biometria biometrico biometrica biometric finger fingers
reconhecer detectar detecta detetar recognise recognize detect detected reconhece
sinal signal
criar adicionar create add adding novo new nova
conseguir conseguem able can
central headquarters nacional national
unidade-sanitaria facility facilities =us centro-de-saude hospital health-center health-centre health-facility =cs
notificacao notification alerta alert
media average mean medio
consumo consumption
virus malware
antivirus kaspersky avast defender
mostrar aparecer show appear shows aparece displayed
aceitar aceita accept accepts permite permitir allow allows
recusar rejeitar recusa reject rejects refuse denied rejeita
bloquear bloqueado block blocked locked trancado trancada
dispensar dispensa dispense levantamento pickup aviamento levantar levantou aviar aviamos aviei
partir partido partiu quebrar quebrou broken break avariado avariada avariar avariou estragado estragar danificado damaged rachado rachou cracked
roubar roubado roubaram furto stolen theft ladrao ladroes thief thieves
tinta toner ink cartucho cartridge
papel paper folha
rato mouse
teclado keyboard
cabo cable fio
carregador charger
bateria battery pilha
carregar charge charging
acabar acabou acabaram terminar terminou termina esgotar esgotado esgotou concluir finish finished finalizar run-out
megas mega saldo credito recarga bundle airtime pacote-de-dados
router roteador modem
email mail gmail correio emails
caracteres caracter simbolos acentos characters symbols accents letras
pre-natal prenatal cpn gravida gravidas gravidez anc antenatal pregnant pregnancy gestacional gestacao
nascimento birth born nasceu
crianca criancas bebe child children baby infant
endereco morada bairro address neighbourhood neighborhood
pen pendrive flash
pasta pastas folder folders
atalho atalhos shortcut shortcuts
caso-indice index-case
contacto contactos contato contact contacts
modelo template
antigo antiga old velho velha desactualizado
nid nids identificador identifier
vpn tunel tunnel
desconectar desconecta disconnect disconnects disconnected
replicacao replication slave
excel spreadsheet xls xlsx
sozinho sozinha itself themselves
restaurado restored
contentor container
direccao dps direcao provincial province
distrital distrito district sdsmas
camera camara
apito apita apitar beep beeping gritar grita
";

/// Words that tell little: that something is wrong or is done, and what every request speaks of.
pub const WEAK: &str = "
erro problema falha funcionar funciona trabalhar dar aparecer mostrar abrir fechar guardar entrar sair ligar desligar parado lento enviar
ver fazer faz usar utilizador conta criar registar aceitar recusar actualizar carregar clicar escolher devolver devolve dizer fala pagina
computador dados dado data hora lista ficha mensagem paciente unidade-sanitaria numero nome informacao opcao botao menu campo
perder errado bloquear conseguir central sistema programa aplicacao aplicativo app plataforma modulo software voltar mudar
error problem work works working page list number name option button field data record records screen click
ligar desligar funcionario perfil sozinho introduzir corrigir encontrar acabar antigo distrital direccao provincial sair levar passar pedir mudar editar
voltar continuar continua automatico geral primeiro ultimo mes dia semana passado novo telemovel ler
";

/// Words that tell nothing.
pub const NOTHING: &str = "
a as o os e ou um uma uns umas de do da dos das em no na nos nas num numa ao aos por pelo pela pelos pelas para pra pro com sem sob sobre entre ate desde
que quem qual quais quando quanto onde como porque porqu se mas porem tambem ja ainda so apenas muito muita muitos maningue bastante mais menos bem mal tao
eu tu ele ela nos eles elas me te lhe lhes meu minha meus minhas seu sua seus suas nosso nossa nossos nossas este esta estes estas esse essa isso isto aquele aquela aquilo
ser sou es e somos sao era foi foram sera estar estou estas esta estao estava estamos tou ta tao tas ter tenho tem temos tinha haver ha houve vai vou vao ir
nao n nem sim nunca nada tudo todo toda todos todas algum alguma alguns algumas ninguem alguem cada outro outra outros outras mesmo mesma mesmos
bom boa dia tarde noite ola oi alo obrigado obrigada favor por colega colegas dr dra sr sra senhor senhora doutor equipa ajuda ajudar ajudem pedir peco pedido gostaria queria quero kero preciso precisamos
hoje ontem amanha agora logo depois antes sempre vez vezes enquanto aqui ali la ca ai vamos pode podem poder consigo conseguimos consegue faz favor acho parece ficar fica ficou quer querer
diz dizem dizer disse dizendo deixa deixam deixar deixou vem vir veio vieram vinha tento tentar tentei tentamos tentou sei sabe sabem saber fui dar da deu dao dou faco fazemos fazer faz
passa passar passou leva levar acontece aconteceu dum duma deles dali daqui daki aki akele aqueles aquelas infelizmente pls dias dele dela sorry meus existe existem olha vi ver vejo nenhum nenhuma varios varias
situacao coisa assunto caso tipo parte forma maneira resto cima dentro fora meio
the a an and or of to in on at by for from with without into onto about over under it its is are was were be been being has have had do does did doing done not no dont doesnt didnt isnt arent cant cannot wont
i you he she we they me him her us them my your his our their this that these those there here who what which when where why how
all any some every each other same just only also still yet again already now then today yesterday tomorrow since until very too so more less please thanks thank hello hi good morning afternoon dear sir madam
none nothing says say said see sees saw since last after before back goes go going comes come came once around keep keeps looks look put putting thing things something someone everything anymore never always really
can could will would should may might must get gets getting got need needs want wants try tries trying tried when while if but because as than there was one up out our lets let us
";
