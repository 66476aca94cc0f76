"""The same record over HTTP, for programs: the pages' rules, the record's functions, typed shapes."""
