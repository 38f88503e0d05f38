# The net change of each period of a folder of dated files, by the program and its JSON: Rscript changes.R FOLDER
library(jsonlite)
folder <- commandArgs(trailingOnly = TRUE)[1]
result <- fromJSON(system2("salient", c("measure", shQuote(folder), "--format", "json", "--quiet"), stdout = TRUE))
print(result$rows[, c("period", "class", "net_km2")])
