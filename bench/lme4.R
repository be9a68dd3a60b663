# Fits one random-intercept model by REML on columns written as raw doubles, and prints times and estimates as JSON.
# Arguments: folder with y.f64, x1.f64, … and group.i32, number of predictors, number of repeats,
# then the names of factor columns (f1.i32 …).
suppressPackageStartupMessages(library(lme4))
args <- commandArgs(TRUE)
dir <- args[1]; p <- as.integer(args[2]); repeats <- as.integer(args[3]); factors <- args[-(1:3)]
n <- file.size(file.path(dir, "y.f64")) / 8
read_double <- function(name) readBin(file.path(dir, paste0(name, ".f64")), "double", n)
read_code <- function(name) factor(readBin(file.path(dir, paste0(name, ".i32")), "integer", n))
d <- data.frame(y = read_double("y"), group = read_code("group"))
for (k in seq_len(p)) d[[paste0("x", k)]] <- read_double(paste0("x", k))
for (name in factors) d[[name]] <- read_code(name)
formula <- as.formula(paste("y ~", paste(c(paste0("x", seq_len(p)), factors), collapse = " + "), "+ (1 | group)"))
times <- numeric(repeats)
for (i in seq_len(repeats)) {
  times[i] <- system.time(m <- lmer(formula, d, control = lmerControl(calc.derivs = FALSE)))[["elapsed"]]
}
cat(sprintf('{"seconds":[%s],"criterion":%.15g,"theta":%.15g,"beta":[%s],"version":"R %s, lme4 %s","blas":"%s"}\n',
  paste(format(times, digits = 6), collapse = ","), REMLcrit(m), getME(m, "theta"),
  paste(sprintf("%.15g", fixef(m)), collapse = ","),
  paste(R.version$major, R.version$minor, sep = "."), packageVersion("lme4"),
  basename(extSoftVersion()[["BLAS"]])))
