import type { Lexicon } from './lexicon.ts'

export const german: Lexicon = {
  language: 'de',
  stopWords: new Set(
    'aber als am an auch auf aus bei bin bis bist da damit dann das dass dem den der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es für gegen hat haben hier ich ihr ihre ihren im in ist ja jede jeden jeder kann kein keine können mehr mein meine mich mir mit muss nach nicht noch nur ob oder ohne sein seine sich sie sind so soll sollen sollte über um und uns unser unsere unseren unter vom von vor war was wenn werden wer wie wir wird wo zu zum zur zwischen'.split(
      ' ',
    ),
  ),
  requestWords: new Set(
    'schreib schreibe schreiben verfasse verfassen erkläre erklären erkläre beschreibe beschreiben fasse zusammen zusammenfassung übersetze übersetzen liste listen auflisten gib geben mache erstelle erstellen erzeuge entwirf vergleiche vergleichen analysiere klassifiziere extrahiere nenne nennen zeige verwende benutze antwort antworte antworten gib aus ausgabe bitte brauche hilfe text artikel aufsatz absatz absätze satz sätze sätzen wort wörter wörtern worte worten zeichen stichpunkt stichpunkte stichpunkten aufzählung punkt punkte tabelle tabellen json csv code format stil ton kurz kurze kurzen kurzer lang lange ausführlich einfach genau höchstens mindestens maximal minimal folgende folgenden folgender oben unten beispiel beispiele gut gute guten schön schöne interessant interessante einige etwas mehrere verschiedene viele wenige neue neuen neuer usw schritt schritte idee ideen tipp tipps mail nummerierte einzelne ungefähr etwa frage fragen eins zwei drei vier fünf sechs sieben acht neun zehn jeweils gedicht gedichte haiku aufsatz rede slogan brief blog beitrag bericht beschreibung rezension lied skript dialog überschrift witz rezept biografie newsletter memo gliederung plan leitfaden anleitung übersicht einleitung ankündigung seite objekt schlüssel jahre kannst könntest weniger mehr'.split(
      ' ',
    ),
  ),
  vagueWords:
    'einige|etwas|mehrere|verschiedene|ein paar|viele|eine menge|dinge|sachen|irgendwie|irgendetwas|irgendwelche|gute?[nrms]?|schöne?[nrms]?|interessante?[nrms]?|passende?[nrms]?|geeignete?[nrms]?|angemessene?[nrms]?|vernünftige?[nrms]?|usw\\.?|und so weiter|vielleicht|eventuell|wenn möglich|bald|relativ|ziemlich',
  asides:
    'ohne|vermeide[nt]?|keine?[nmrs]?|niemals|außer|statt|anstatt|für (?:anfänger|einsteiger|experten|kinder|schüler|studierende|erwachsene)',
  tasks: {
    translate: 'übersetzen?|übersetz',
    summarise: 'fassen? [^.!?\\n]{0,80}zusammen|fasse|zusammenfassen|resümiere',
    edit: 'korrigieren?|überarbeiten?|umformulieren|formulieren? [^.!?\\n]{0,60} um|verbessern?|kürzen?|vereinfachen?|redigiere',
    extract: 'extrahieren?|finden? alle|identifizieren? alle',
    classify: 'klassifizieren?|kategorisieren?|ordnen? [^.!?\\n]{0,60} (?:zu|ein)',
    analyse: 'analysieren?|vergleichen?|bewerten?|beurteilen?|prüfen?|untersuchen?',
    explain: 'erklären?|erläutern?|beschreiben?|definieren?',
    code: 'implementieren?|programmieren?|refaktorieren?|debugge',
    plan: 'planen?|entwerfen? (?:einen|mir einen) plan|organisieren?|gliedern?',
    list: 'listen? [^.!?\\n]{0,60} auf|nennen?|zählen? [^.!?\\n]{0,60} auf|schlagen? [^.!?\\n]{0,60} vor|(?:gib|geben sie) (?:mir |uns )?(?:\\p{L}+ ){0,3}(?:ideen|tipps|beispiele|gründe|vorschläge)',
    write: 'schreiben?|schreib|verfassen?|erstellen?|erzeugen?|entwirf|dichten?|mache?|erzähle?',
    question: 'was|warum|wieso|wie|wann|wo|wer|welche[rsnm]?|ist|sind|kann|können|soll',
  },
  formats: [
    [
      'json',
      '(?:als|im|in|gültiges|nur|gib|liefere) (?:ein |einem |gültiges |reines )*json(?:-format)?|json-(?:format|objekt als antwort)',
    ],
    ['csv', '(?:als|im|in|gültiges) (?:eine )?csv(?:-format)?'],
    [
      'table',
      '(?:als|in|mit|erstelle|mache|zeichne) (?:eine|einer) (?:\\p{L}+ ){0,2}tabelle|in tabellenform|tabellarisch',
    ],
    ['numbered', 'nummerierte[nr]? (?:liste|schritte|aufzählung)'],
    ['bullets', 'stichpunkten?|stichworten?|aufzählungspunkten?|aufzählung|spiegelstrichen?'],
    [
      'code',
      '(?:schreib|schreibe|schreiben|erstelle|implementiere|programmiere)(?:(?! über )[^.!?\\n]){0,60}[ -](?:python|javascript|typescript|java|rust|php|bash|sql|html|css|regex)(?:-?(?:funktion|skript|programm|klasse|code|abfrage))?|codeblock',
    ],
    ['email', '(?:schreib|schreibe|schreiben|verfasse|verfassen|entwirf|erstelle)[^.!?\\n]{0,40} e-?mail'],
    ['yes-no', 'ja oder nein|ja/nein'],
    ['one-word', '(?:mit|in) (?:nur |genau )?(?:einem|1) (?:einzigen )?wort'],
    ['list', '(?:als|in|erstelle|mache|gib|schreibe) (?:mir |uns )?(?:eine|einer|die) (?:\\p{L}+ ){0,2}liste'],
  ],
  limits: {
    numbers: {
      ein: 1,
      eine: 1,
      einem: 1,
      einen: 1,
      einer: 1,
      zwei: 2,
      drei: 3,
      vier: 4,
      fünf: 5,
      sechs: 6,
      sieben: 7,
      acht: 8,
      neun: 9,
      zehn: 10,
      zwölf: 12,
      zwanzig: 20,
      fünfzig: 50,
      hundert: 100,
    },
    atMost: 'höchstens|maximal|max\\.?|nicht mehr als|bis zu',
    lessThan: 'weniger als|unter',
    atLeast: 'mindestens|minimal|nicht weniger als|wenigstens',
    moreThan: 'mehr als|über',
    exactly: 'genau|exakt|nur',
    about: 'etwa|ungefähr|circa|ca\\.?|rund|zirka',
    fact: 'die|der|den|diese[nrs]?|folgenden?|meine[nr]?|unsere[nr]?|ihre[nr]?|ist|sind|hat|haben|enthält|ersten|letzten|jede[rnms]?|pro',
    inside: 'in|mit|auf|von',
    to: 'bis|und|oder|-|–',
    orFewer: 'oder weniger|maximal|höchstens',
    orMore: 'oder mehr|mindestens',
    units: {
      word: 'wörtern?|worten?|wort',
      character: 'zeichen|buchstaben',
      sentence: 'sätzen?|satz',
      paragraph: 'absätzen?|absatz',
      bullet: 'stichpunkten?|stichworten?|aufzählungspunkten?|spiegelstrichen?',
      item: 'ideen|tipps|beispielen?|gründen?|schritten?|vorschlägen?|vorteilen?|titeln?|namen|kernpunkten?',
    },
  },
  labels: {
    role: 'rolle',
    context: 'kontext|hintergrund|zielgruppe|zweck|situation',
    constraints: 'vorgaben|einschränkungen?|regeln|randbedingungen|anforderungen',
    format: '(?:ausgabe|antwort)[ -]?(?:format|form)|format|ausgabe|form der antwort',
    examples: 'beispiele?(?: für die form)?|eingabe',
    criteria: 'erfolgskriterien|kriterien|ziele?|akzeptanzkriterien',
    wording: 'klärungen|begriffe|definitionen',
    length: 'länge|umfang|wortzahl',
    'self-check': 'vor der antwort|selbstprüfung|prüfung',
  },
  phrases: {
    role: 'du bist ein[e]?|sie sind ein[e]?|handle als|agiere als|als (?:experte|expertin|erfahrene[rn]?|professionelle[rn]?)|nimm die rolle',
    context:
      '(?:ich bin|ich arbeite|ich habe|wir sind|wir haben)|(?:mein|meine|meinen|unser|unsere|unseren) (?:firma|unternehmen|team|kunden|leser|chef|chefin|kollegen|schüler|kinder)|damit|weil|zielgruppe|leser|für (?:anfänger|einsteiger|experten|kinder|schüler|studenten|studierende|erwachsene|kunden|entwickler|führungskräfte)',
    constraints: 'muss|müssen|darf nicht|dürfen nicht|vermeide|vermeiden|niemals|nie|ohne|höchstens|nur|genau',
    length:
      'kurz|kurze[nrs]?|knapp|knappe[nrs]?|prägnant|lang|lange[nrs]?|ausführlich|ausführliche[nrs]?|detailliert|haiku',
    examples: 'zum beispiel|z\\. ?b\\.?|beispielsweise|etwa so|wie folgt',
  },
  languageNames: {
    'englisch|englische|englischen': 'en',
    'deutsch|deutsche|deutschen': 'de',
    'französisch|französische|französischen': 'fr',
    'spanisch|spanische|spanischen': 'es',
    'italienisch|italienische|italienischen': 'it',
    'portugiesisch|portugiesische|portugiesischen': 'pt',
    'niederländisch|niederländische|niederländischen': 'nl',
    'chinesisch|chinesische|chinesischen': 'zh',
    'japanisch|japanische|japanischen': 'ja',
    'koreanisch|koreanische|koreanischen': 'ko',
    'russisch|russische|russischen|ukrainisch|ukrainische|ukrainischen': 'cyrillic',
    'griechisch|griechische|griechischen': 'greek',
    'arabisch|arabische|arabischen': 'arabic',
  },
  answerIn:
    '(?:antworte|antworten|schreib|schreibe|schreiben|verfasse|übersetze|übersetzen|übersetz|formuliere)[^.!?\\n]{0,80} (?:auf|ins|in) (?:{name})',
  answers: {
    refusal:
      'als (?:ein )?(?:ki|ki-sprachmodell|sprachmodell|ki-modell|ki-assistent)|(?:es )?tut mir leid,? (?:aber )?(?:ich kann|das kann ich|dabei kann ich)|ich kann (?:dir |ihnen )?(?:dabei |damit |hierbei )?(?:leider )?nicht (?:helfen|weiterhelfen|antworten)|(?:dabei|damit|hierbei) kann ich (?:dir |ihnen )?(?:leider )?nicht (?:helfen|weiterhelfen)|ich bin nicht in der lage',
    askingBack:
      '(?:könntest du|könnten sie|kannst du|können sie) (?:mir )?(?:bitte )?[^.!?\\n]{0,60}(?:mitteilen|nennen|angeben|geben|sagen|einfügen|teilen)|bitte (?:teile|teilen sie|nenne|nennen sie|gib|geben sie) (?:mir )?|ich (?:brauche|benötige) (?:mehr|weitere) (?:informationen|angaben|details)',
    opening:
      '(?:gerne?|natürlich|selbstverständlich|klar|sicher|aber gerne)(?= ?[!,.:;–-])|hier (?:ist|sind) (?:ein|eine|einige|die|der|das|ihr|ihre|dein|deine)|gute frage|im folgenden',
    closing:
      'ich hoffe,? (?:das|dies) hilft|lass(?:en sie)? (?:es )?mich (?:gerne )?wissen|melde dich|melden sie sich|wenn (?:du|sie) (?:weitere|noch) fragen|kann ich (?:sonst )?noch',
    yesOrNo: 'ja|nein',
    subject: 'betreff',
    greeting: 'sehr geehrte[rn]?|lieber?|liebe|hallo|guten (?:tag|morgen|abend)|hi|moin',
  },
}
