"""The side panel, right: the claims of the article and the judgement of one."""
