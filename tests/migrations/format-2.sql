CREATE TABLE action (
	n INTEGER NOT NULL, 
	id BLOB NOT NULL, 
	clock INTEGER, 
	reviewer INTEGER, 
	chain INTEGER, 
	pos INTEGER, 
	seen INTEGER, 
	is_off INTEGER, 
	body BLOB, 
	PRIMARY KEY (n), 
	UNIQUE (id)
)
 STRICT;

CREATE INDEX action_reviewer ON action (reviewer, clock);

CREATE TABLE change (
	r INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	ops INTEGER, 
	PRIMARY KEY (r, n)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE switch (
	target INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	PRIMARY KEY (target, n)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE seen (
	seen INTEGER NOT NULL, 
	chain INTEGER NOT NULL, 
	pos INTEGER, 
	PRIMARY KEY (seen, chain)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE chain (
	chain INTEGER NOT NULL, 
	tail INTEGER, 
	reviewer INTEGER, 
	PRIMARY KEY (chain)
)
 STRICT;

CREATE TABLE head (
	n INTEGER NOT NULL, 
	PRIMARY KEY (n)
)
 STRICT;

CREATE TABLE kind (
	k INTEGER NOT NULL, 
	name TEXT, 
	PRIMARY KEY (k)
)
 STRICT;

CREATE TABLE record (
	r INTEGER NOT NULL, 
	kind INTEGER, 
	id BLOB, 
	PRIMARY KEY (r)
)
 STRICT;

CREATE UNIQUE INDEX record_id ON record (id, kind);

CREATE TABLE signature (
	n INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	sig BLOB, 
	PRIMARY KEY (n, "key")
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE aside (
	n_from INTEGER NOT NULL, 
	n_to INTEGER NOT NULL, 
	since INTEGER, 
	PRIMARY KEY (n_from, n_to)
)
 STRICT;

CREATE TABLE text (
	b INTEGER NOT NULL, 
	sha BLOB NOT NULL, 
	codec INTEGER, 
	size INTEGER, 
	salt BLOB, 
	purged INTEGER, 
	data BLOB, 
	PRIMARY KEY (b), 
	UNIQUE (sha)
)
 STRICT;

CREATE TABLE merged (
	m INTEGER NOT NULL, 
	wall INTEGER, 
	name TEXT, 
	fingerprint BLOB, 
	state INTEGER, 
	ranges TEXT, 
	prior TEXT, 
	report TEXT, 
	PRIMARY KEY (m)
)
 STRICT;

CREATE TABLE kept (
	fingerprint BLOB NOT NULL, 
	why TEXT, 
	wall INTEGER, 
	n INTEGER, 
	heads TEXT, 
	PRIMARY KEY (fingerprint)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE local (
	name TEXT NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE article (
	r INTEGER NOT NULL, 
	alive INTEGER, 
	b INTEGER, 
	title TEXT, 
	outlet TEXT, 
	author TEXT, 
	published TEXT, 
	url TEXT, 
	language TEXT, 
	title_key TEXT, 
	outlet_key TEXT, 
	given TEXT, 
	guessed TEXT, 
	capture INTEGER, 
	changed INTEGER, 
	diff TEXT, 
	PRIMARY KEY (r)
)
 STRICT;

CREATE INDEX article_changed ON article (changed, r) WHERE alive = 1;

CREATE INDEX article_diff ON article (r) WHERE diff IS NOT NULL;

CREATE INDEX article_outlet_key ON article (outlet_key, r) WHERE alive = 1;

CREATE INDEX article_published ON article (published, r) WHERE alive = 1;

CREATE INDEX article_title_key ON article (title_key, r) WHERE alive = 1;

CREATE TABLE capture (
	r INTEGER NOT NULL, 
	alive INTEGER, 
	article INTEGER, 
	clock INTEGER, 
	fields TEXT, 
	diff TEXT, 
	PRIMARY KEY (r)
)
 STRICT;

CREATE INDEX capture_article ON capture (article);

CREATE TABLE claim (
	r INTEGER NOT NULL, 
	alive INTEGER, 
	article INTEGER, 
	start INTEGER, 
	stop INTEGER, 
	part INTEGER, 
	contested TEXT, 
	settled INTEGER, 
	diff TEXT, 
	PRIMARY KEY (r)
)
 STRICT;

CREATE INDEX claim_article ON claim (article, start);

CREATE INDEX claim_diff ON claim (r) WHERE diff IS NOT NULL;

CREATE TABLE judgement (
	claim INTEGER NOT NULL, 
	reviewer INTEGER NOT NULL, 
	r INTEGER, 
	provenance TEXT, 
	source INTEGER, 
	directness TEXT, 
	reliability TEXT, 
	credibility TEXT, 
	confidence TEXT, 
	rationale BLOB, 
	flags TEXT, 
	blind INTEGER, 
	wall INTEGER, 
	diff TEXT, 
	PRIMARY KEY (claim, reviewer)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX judgement_diff ON judgement (claim, reviewer) WHERE diff IS NOT NULL;

CREATE INDEX judgement_source ON judgement (source) WHERE source IS NOT NULL;

CREATE TABLE other (
	r INTEGER NOT NULL, 
	kind INTEGER, 
	alive INTEGER, 
	fields TEXT, 
	diff TEXT, 
	PRIMARY KEY (r)
)
 STRICT;

CREATE INDEX other_kind ON other (kind);

CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2');
