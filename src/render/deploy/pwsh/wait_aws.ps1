
# Runs one of AWS's own waiters, again where it gave up early.
function Wait-Aws([scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    for ($attempt = 0; $attempt -lt 6; $attempt++) {
        $errors = @(& $Command 2>&1) -join "`n"
        if ($LASTEXITCODE -eq 0) { return }
        if (-not $errors.Contains('Max attempts exceeded')) { break }
        Write-Host '  not yet'
    }
    Stop-Script $errors.Trim()
}
