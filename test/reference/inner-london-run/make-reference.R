# Value added of the inner London schools by brute force: dense mixed-model equations, variances by lme4 (REML).
# Rscript make-reference.R ../../../datasets/exam/data.csv > reference.json
suppressMessages({ library(lme4); library(jsonlite) })
d <- read.csv(commandArgs(TRUE)[1], colClasses = c(school = "character", sex = "character", type = "character"))
d <- d[complete.cases(d[, c("normexam", "standLRT", "sex", "school")]), ]
m <- lmer(normexam ~ standLRT + sex + (1 | school), d, REML = TRUE,
  control = lmerControl(optCtrl = list(ftol_abs = 1e-14, xtol_abs = 1e-12)))
# polish theta by Newton on the deviance
f <- update(m, devFunOnly = TRUE); th <- getME(m, "theta")
for (k in 1:30) { h <- 1e-4; g <- (f(th + h) - f(th - h)) / (2 * h); H <- (f(th + h) - 2 * f(th) + f(th - h)) / h^2; th <- th - g / H }
X <- model.matrix(~ standLRT + sex, d); y <- d$normexam
lev <- sort(unique(d$school), method = "radix"); g <- match(d$school, lev); J <- length(lev); n <- tabulate(g, J)
ZX <- rowsum(X, g); Zy <- rowsum(y, g); k <- th^2 / (1 + th^2 * n)
XVX <- crossprod(X) - t(ZX) %*% (k * ZX); b <- solve(XVX, crossprod(X, y) - t(ZX) %*% (k * Zy))
r <- y - X %*% b; q <- sum(r^2) - sum(k * rowsum(r, g)^2); s2 <- q / (nrow(X) - ncol(X)); t2 <- th^2 * s2
C <- rbind(cbind(crossprod(X), t(ZX)), cbind(ZX, diag(n) + diag(J) / th^2)) / s2
P <- solve(C)[ncol(X) + 1:J, ncol(X) + 1:J]
u <- as.numeric(th^2 * n / (1 + th^2 * n) * rowsum(r, g) / n); mr <- as.numeric(rowsum(r, g) / n)
z <- n / sum(n); L <- diag(J) - matrix(z, J, J, byrow = TRUE)
type <- d$type[match(lev, d$school)]; tl <- sort(unique(type), method = "radix")
S <- t(sapply(tl, function(t) { w <- ifelse(type == t, n, 0); w / sum(w) })) - matrix(z, length(tl), J, byrow = TRUE)
cat(toJSON(list(
  software = list(R = R.version.string, lme4 = as.character(packageVersion("lme4"))),
  model = "normexam ~ standLRT + sex + (1 | school), REML; zero: average student",
  coefficients = as.numeric(b), residualVariance = s2, interceptVariance = unname(t2), outcomeSd = sd(y),
  schools = data.frame(id = lev, n = n, unshrunken = as.numeric(L %*% mr), shrunken = as.numeric(L %*% u),
    shrunkenSe = sqrt(diag(L %*% P %*% t(L)))),
  types = data.frame(id = tl, shrunken = as.numeric(S %*% u), shrunkenSe = sqrt(diag(S %*% P %*% t(S))))
), digits = I(15), auto_unbox = TRUE, pretty = TRUE), "\n")
