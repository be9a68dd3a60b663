# Fits 100 quantile regressions with quantreg on cubic splines of priors written as raw doubles, and prints seconds, check
# losses and the basis as JSON. Arguments: folder with y.f64, x1.f64, …; number of priors; methods, e.g. fn pfn.
# Making the basis is not timed.
suppressPackageStartupMessages({ library(quantreg); library(splines) })
args <- commandArgs(TRUE)
dir <- args[1]; p <- as.integer(args[2]); methods <- args[-(1:2)]
n <- file.size(file.path(dir, "y.f64")) / 8
read_double <- function(name) readBin(file.path(dir, paste0(name, ".f64")), "double", n)
y <- read_double("y")
X <- cbind(1, do.call(cbind, lapply(seq_len(p), function(k) {
  x <- read_double(paste0("x", k))
  bs(x, knots = round(quantile(x, c(.2, .4, .6, .8)), 3), Boundary.knots = round(extendrange(x, f = .1), 3))
})))
taus <- (1:100 - .5) / 100
loss <- function(b, tau) { u <- y - X %*% b; sum(u * (tau - (u < 0))) }
results <- sapply(methods, function(method) {
  b <- matrix(0, ncol(X), length(taus))
  seconds <- system.time(for (k in seq_along(taus)) b[, k] <- suppressWarnings(rq.fit(X, y, tau = taus[k], method = method))$coefficients)[["elapsed"]]
  losses <- sapply(seq_along(taus), function(k) loss(b[, k], taus[k]))
  sprintf('"%s":{"seconds":%.4g,"losses":[%s]}', method, seconds, paste(sprintf("%.15g", losses), collapse = ","))
})
cat(sprintf('{%s,"version":"R %s, quantreg %s","blas":"%s"}\n', paste(results, collapse = ","),
  paste(R.version$major, R.version$minor, sep = "."), packageVersion("quantreg"), basename(extSoftVersion()[["BLAS"]])))
