"""Words that say nothing of a text, whatever the collection: articles, pronouns, particles.

A large collection shows by itself which words all documents have. In a handful of documents every
word is rare, and these would speak for documents that have nothing else in common.
"""

from functools import cache

from provtrack.kinship.signatures import key, numbered

_WORDS = """
a about after again all also am an and any are as at be because been before being but by can could
did do does done down each for from had has have having he her here him his how i if in into is it
its like made make many may me might more most much must my no nor not now of off on one only or
other our out over own said same say shall she should so some such than that the their them then
there these they thing things this those thou thee thy though through thus to too two unto up upon
us very was we well were what when where which while who whom whose why will with would yet you
your ye hath doth shalt
а без бы был была было были быть в вам вас весь во вот все всего всех вы где да для до его ее если
есть еще ею же за здесь и из или им их к как ко когда кто ли между меня мне может мы на над надо
наш не него нее нет ни них но ну о об однако он она они оно от по под при с со так также такой там
те тем то того тоже той только том тот ты у уже хотя чего чей чем что чтобы эта эти это этот я
au aux avec ce ces cette comme dans de des du elle elles en est et eux il ils je la le les leur
leurs lui mais me même mes moi mon ne nos notre nous on ont ou où par pas plus pour qu que qui sa
sans se ses si son sont sur ta te tes toi ton tu un une vos votre vous y été être
aber als am an auch auf aus bei bin bis bist da das daß dass dein dem den der des die doch durch
ein eine einem einen einer eines er es für hat hatte ich ihm ihn ihnen ihr ihre im in ist ja kann
man mein mir mit nach nicht noch nun nur ob oder sein seine sich sie sind so über um und uns unter
vom von vor war waren was weil wenn werden wie wir wird zu zum zur
"""


@cache
def common() -> frozenset[int]:
    """The numbers of these words in a signature: English, Russian, French and German ones."""
    return frozenset(numbered(key(word)) for word in _WORDS.split())
