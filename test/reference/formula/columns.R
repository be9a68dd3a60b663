# Names of the design columns that R gives to formulas. Run: LC_ALL=C.UTF-8 Rscript columns.R > columns.json
# a has 3 levels, b 2, k the numbers 1, 2, 3, 10; all other columns are numeric.
d <- data.frame(a = rep(c("p", "q", "r"), 8), b = rep(c("u", "v"), 12), k = rep(c(3, 10, 2, 1), 6))
set.seed(1)
for (name in c("y", "x", "z", "my var")) d[[name]] <- rnorm(24)
d[["f g"]] <- d$b
d[["年级"]] <- d$a
d[["年.2"]] <- d$x
formulas <- c(
  "y ~ 1", "y ~ 0 + x", "y ~ x - 1", "y ~ x - 1 + 1", "y ~ -1 + x", "y ~ x + 0", "y ~ x + z - x", "y ~ x + x", "y ~ x^2", "y ~ x**2",
  "y ~ a + b", "y ~ a + b + b:a", "y ~ b:a", "y ~ a*b - a", "y ~ a*b - a:b", "y ~ 0 + a + b", "y ~ 0 + b + a", "y ~ 0 + a:b",
  "y ~ x:a", "y ~ a:x + b", "y ~ a + a:x - 1", "y ~ 0 + x + a*x", "y ~ -1 + x:a + b", "y ~ a + x:a", "y ~ x + x:a",
  "y ~ (a + b + x)^2", "y ~ (a + b + x)^2 - a:x", "y ~ (a + b + x)^3", "y ~ (x + z)^2", "y ~ a*b*x", "y ~ a*(b + x)", "y ~ (a + b):x",
  "y ~ a:b + x", "y ~ 0 + x:a:b + a", "y ~ b + a:b:x + x", "y ~ x:z:a + a", "y ~ a + b + a:b:x", "y ~ a:b:factor(k)", "y ~ a*b - b",
  "y ~ factor(k)", "y ~ factor(k) + k", "y ~ factor(k):x", "y ~ factor(a)", "y ~ 0 + factor(k) + a",
  "y ~ `my var` + `f g`", "y ~ `my var`:`f g`", "y ~ I(`my var`^2)", "y ~ `x` + `a`", "y ~ 年级*年.2",
  "y ~ I(x *z)+I( x+1 )+I((x+z)/2)", "y ~ I(x^2) + I(x^2.0)", "y ~ I(x**3)", "y ~ I(-x) + I(2*x^2)", "y ~ I(((x))) + (z)", "y ~ I(+x)",
  "y ~ I(x/(2))", "y ~ I(x-(z-1))", "y ~ I(1e3*x) + I(0.10*x) + I(1e5*x) + I(100000*x) + I(x-123456) + I(.5*x)",
  "y ~ I(1e-5*x) + I(0.0001*x) + I(1e15*x) + I(123456789012*x)",
  "y ~ I(x^2):a + a", "y ~ x*I(x^2)", "y ~ offset(z) + x", "y ~ x + offset(z) + a", "I(y + z) ~ x", "y/2 ~ x"
)
one <- function(text) {
  names <- colnames(model.matrix(as.formula(text), d))
  quote <- function(s) paste0('"', gsub('"', '\\\\"', gsub("\\\\", "\\\\\\\\", s)), '"')
  paste0("  { \"formula\": ", quote(text), ", \"columns\": [", paste(vapply(names, quote, ""), collapse = ", "), "] }")
}
cat("{\n\"software\": { \"R\": \"", as.character(getRversion()), "\" },\n\"levels\": { \"a\": [\"p\", \"q\", \"r\"], \"b\": [\"u\", \"v\"], \"f g\": [\"u\", \"v\"], \"年级\": [\"p\", \"q\", \"r\"] },\n\"numbers\": { \"k\": [1, 2, 3, 10] },\n\"cases\": [\n", paste(vapply(formulas, one, ""), collapse = ",\n"), "\n] }\n", sep = "")
