
if (-not $Yes) {
    $reply = Read-Host 'Remove all of this? Type yes'
    if ($reply -cne 'yes') { Stop-Script 'nothing was removed' 2 }
}
