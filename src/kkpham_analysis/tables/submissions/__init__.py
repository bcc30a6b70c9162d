"""What regencies hand in: files read, rows stored, and what cannot be stored set aside with its reasons.

`importing` takes files in, in this order; what all of it is called, and may say, is in `layout`, the texts that a form
is written with and read back from.

1. One file into rows, each with a record or with reasons why it has none: `files`, by several processes where there are
   many (`processes`). What the file says of itself stands in its sheet about it, or above its table (`titles`).
   Made-up rows (`made_up`), the form of another regency and columns without a heading (`doubts`) are refused; of a
   file that cannot be read, its round and regency are looked for wherever they stand (`places`).
   A table begins with its headings (`headers`).
2. The rows of one sheet: `rows`. Which indicator each means, and whether a number may only count the rows: `naming`.
   Totals are no answers (`totals`), and a form must still be what was handed out (`forms`). A row becomes a record
   (`records`), each cell a value (`values`) or a reason (`reasons`).
3. What the files say together: a file in as many parts as it has origins, each row known by a mark (`marks`); columns
   that changed places (`doubts` again); what a file said before, so that a correction stays (`versions`); what was
   checked stays checked (`kept_checks`); rows of one key are taken once, or all wait (`doubled`); what is said
   otherwise than is stored is told (`changed`).
4. Into the store, all or nothing: `store`. What was not taken is set aside (`quarantine`), waits until it is mended
   (`waiting`) or its file says it no more (`spoken`), or is a file that was refused as a whole (`refused`).
"""
